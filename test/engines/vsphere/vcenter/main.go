// A vCenter for the engine test: govmomi's simulator on loopback, with three compute clusters, their datastores, and a template.
// Prints its address when it is ready. Each line of its standard input names a machine, which gets one more disk, as from a storage driver;
// the name is printed when the disk is there. Ends with its standard input.
package main

import (
	"bufio"
	"context"
	"crypto/tls"
	"fmt"
	"log"
	"net/url"
	"os"

	"github.com/vmware/govmomi"
	"github.com/vmware/govmomi/object"
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
	for lines := bufio.NewScanner(os.Stdin); lines.Scan(); {
		machine := machineNamed(model.Map(), lines.Text())
		if machine == nil {
			log.Fatalf("no machine is called %q", lines.Text())
		}
		if err := attachDisk(context.Background(), server.URL, machine.Self); err != nil {
			log.Fatal(err)
		}
		fmt.Println(lines.Text())
	}
}

func attachDisk(ctx context.Context, vcenter *url.URL, reference types.ManagedObjectReference) error {
	client, err := govmomi.NewClient(ctx, vcenter, true)
	if err != nil {
		return err
	}
	machine := object.NewVirtualMachine(client.Client, reference)
	devices, err := machine.Device(ctx)
	if err != nil {
		return err
	}
	controller, err := devices.FindDiskController("scsi")
	if err != nil {
		return err
	}
	disk := devices.CreateDisk(controller, types.ManagedObjectReference{}, "")
	disk.CapacityInKB = 1024 * 1024
	return machine.AddDevice(ctx, disk)
}

func machineNamed(registry *simulator.Registry, name string) *simulator.VirtualMachine {
	for _, entity := range registry.All("VirtualMachine") {
		if machine, ok := entity.(*simulator.VirtualMachine); ok && machine.Name == name {
			return machine
		}
	}
	return nil
}

// A template is powered off, and has what Talos' image has.
func markTemplate(registry *simulator.Registry) {
	machine := machineNamed(registry, template)
	machine.Runtime.PowerState = types.VirtualMachinePowerStatePoweredOff
	machine.Summary.Runtime.PowerState = types.VirtualMachinePowerStatePoweredOff
	machine.Config.GuestId = string(types.VirtualMachineGuestOsIdentifierOther3xLinux64Guest)
	machine.Config.Template = true
	machine.Summary.Config.Template = true
}
