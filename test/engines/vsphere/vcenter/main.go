// A vCenter for the engine test: govmomi's simulator on loopback, with three compute clusters, their datastores, and a template.
// Prints its address when it is ready, and ends with its standard input.
package main

import (
	"crypto/tls"
	"fmt"
	"io"
	"log"
	"net/url"
	"os"

	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/types"

	_ "github.com/vmware/govmomi/cns/simulator"
	_ "github.com/vmware/govmomi/pbm/simulator"
	_ "github.com/vmware/govmomi/sts/simulator"
	_ "github.com/vmware/govmomi/vapi/simulator"
)

const template = "DC0_C0_RP0_VM0"

func main() {
	model := simulator.VPX()
	model.Cluster = 3
	model.ClusterHost = 3
	model.Host = 0
	model.Datastore = 3
	model.Machine = 1
	if err := model.Create(); err != nil {
		log.Fatal(err)
	}
	markTemplate(model.Map())

	model.Service.TLS = new(tls.Config)
	model.Service.RegisterEndpoints = true
	model.Service.Listen = &url.URL{Host: "127.0.0.1:0", User: url.UserPassword("haven", "for tests only")}
	server := model.Service.NewServer()
	defer server.Close()
	fmt.Println(server.URL.Host)
	_, _ = io.Copy(io.Discard, os.Stdin)
}

// A template is powered off, and has what Talos' image has.
func markTemplate(registry *simulator.Registry) {
	for _, entity := range registry.All("VirtualMachine") {
		machine, ok := entity.(*simulator.VirtualMachine)
		if !ok || machine.Name != template {
			continue
		}
		machine.Runtime.PowerState = types.VirtualMachinePowerStatePoweredOff
		machine.Summary.Runtime.PowerState = types.VirtualMachinePowerStatePoweredOff
		machine.Config.GuestId = string(types.VirtualMachineGuestOsIdentifierOther3xLinux64Guest)
		machine.Config.Template = true
		machine.Summary.Config.Template = true
	}
}
