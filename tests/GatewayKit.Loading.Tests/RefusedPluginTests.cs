using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;
using GatewayKit.Loading.Tests.Support;

namespace GatewayKit.Loading.Tests;

public sealed class RefusedPluginTests
{
    [Fact]
    public async Task A_folder_without_its_assembly_names_what_was_expected_and_what_is_there()
        => await Refused(
            f => File.Move(f.MainFile("Greeting"), f.PathOf("Greeting", "Other.dll")),
            "doesn't contain 'Greeting.dll'", "It contains Other.dll.");

    [Fact]
    public async Task An_assembly_that_is_no_library_is_refused()
        => await Refused(f => File.WriteAllText(f.MainFile("Greeting"), "#!/bin/sh"), "'Greeting.dll' isn't a .NET assembly");

    [Fact]
    public async Task A_native_library_is_refused()
        => await Refused(f => f.Write("Greeting", NativeLibrary()), "'Greeting.dll' is a native library");

    [Fact]
    public async Task A_reference_assembly_is_refused()
        => await Refused(f => f.Write("Greeting", EmittedAssembly.ReferenceOnly("Greeting")), "'Greeting.dll' is a reference assembly");

    [Fact]
    public async Task An_assembly_for_another_processor_is_refused_with_both_names()
    {
        var (machine, name) = RuntimeInformation.ProcessArchitecture == Architecture.Arm64
            ? (Machine.Amd64, "Amd64")
            : (Machine.Arm64, "Arm64");

        await Refused(
            f => f.Write("Greeting", PluginsFolder.Built("Greeting").WithMachine(machine)),
            $"'Greeting.dll' is compiled for the processor {name}; the host runs on ");
    }

    [Fact]
    public async Task An_assembly_compiled_ahead_of_time_for_this_processor_is_taken()
    {
        var host = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? Machine.Arm64 : Machine.Amd64;
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        await File.WriteAllBytesAsync(path, PluginsFolder.Built("Greeting").WithMachine((Machine)((int)host ^ 0x7B79)))
            .WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Null(Loading.Inspection.PlatformRules.FindProblem(Loading.Inspection.AssemblyReader.Read(path)!));
        File.Delete(path);
    }

    [Fact]
    public async Task An_assembly_for_a_newer_runtime_is_refused_with_both_versions()
        => await Refused(
            f => f.Write("Greeting", PluginsFolder.Built("Greeting").WithText(".NETCoreApp,Version=v10.0", ".NETCoreApp,Version=v99.0")),
            "'Greeting.dll' is built for .NET 99.0", $"the host runs on .NET {Environment.Version}");

    [Theory]
    [InlineData(2)]
    [InlineData(0)]
    public async Task Another_major_version_of_the_contract_is_refused_with_both_versions(int major)
        => await Refused(
            f => f.Write("Greeting", PluginsFolder.Built("Greeting").WithReference("GatewayKit.Abstractions", new Version(major, 0, 0, 0))),
            $"'Greeting.dll' is built against version {major}.0.0.0 of GatewayKit.Abstractions",
            $"the host has version {typeof(IGatewayPlugin).Assembly.GetName().Version}");

    [Fact]
    public async Task A_bundled_contract_of_another_major_version_does_not_help()
        => await Refused(
            f =>
            {
                f.Write("Greeting", PluginsFolder.Built("Greeting").WithReference("GatewayKit.Abstractions", new Version(2, 0, 0, 0)));
                File.Copy(typeof(IGatewayPlugin).Assembly.Location, f.PathOf("Greeting", "GatewayKit.Abstractions.dll"));
            },
            "is built against version 2.0.0.0 of GatewayKit.Abstractions");

    [Fact]
    public async Task A_newer_framework_assembly_than_the_hosts_is_refused_with_both_versions()
        => await Refused(
            f => f.Write("Greeting", PluginsFolder.Built("Greeting").WithReference("System.Runtime", new Version(99, 0, 0, 0))),
            "'Greeting.dll' needs System.Runtime, Version=99.0.0.0", "the host has version 10.0.0.0");

    [Fact]
    public async Task A_hook_that_the_plugin_does_not_implement_is_named()
        => await Refused(
            f => f.Write("Greeting", PluginsFolder.Built("Greeting").WithText("OnRequestAsync", "OnRequestXsync")),
            "types can't be loaded", "'OnRequestAsync'", "Greeting.GreetingPlugin");

    [Fact]
    public async Task A_member_that_the_hosts_contract_does_not_have_is_named()
        => await Refused(
            f => f.Write("Greeting", PluginsFolder.Built("Greeting").WithText("Respond\0", "Reqpond\0")),
            "'Greeting.dll' uses a member that GatewayKit.Abstractions 1.0.0.0 of the host doesn't have", "HookResult.Reqpond(");

    [Fact]
    public async Task A_type_that_the_hosts_contract_does_not_have_is_named_with_the_members_that_need_it()
    {
        using var folder = new PluginsFolder("Greeting");
        folder.Write("Greeting", PluginsFolder.Built("Greeting").WithText("GatewayResponse\0", "GatewayReqponse\0"));
        await using var session = new PluginSession(folder);

        var loaded = session.Load();

        Assert.Empty(loaded.Modules);
        Assert.Contains("Could not load type 'GatewayKit.GatewayReqponse'", loaded.Errors[0].Message, StringComparison.Ordinal);
        Assert.Contains("HookResult.Respond(GatewayKit.GatewayReqponse)", loaded.Errors[1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_assembly_without_plugins_is_refused()
        => await Refused(f => f.Write("Greeting", EmittedAssembly.WithoutPlugins("Greeting")), "'Greeting.dll' contains no plugin");

    [Fact]
    public async Task An_assembly_that_does_not_know_the_contract_is_refused()
        => await Refused(f => f.Write("Greeting", EmittedAssembly.WithoutContract("Greeting")),
            "'Greeting.dll' doesn't reference GatewayKit.Abstractions");

    [Theory]
    [InlineData(nameof(Environment.Exit), typeof(int))]
    [InlineData(nameof(Environment.FailFast), typeof(string))]
    public async Task An_assembly_that_would_end_the_gateway_is_refused(string method, Type argument)
        => await Refused(
            f => f.Write("Greeting", EmittedAssembly.Calling("Greeting", typeof(Environment).GetMethod(method, [argument])!)),
            $"'Greeting.dll' uses Environment.{method}, which would terminate the gateway");

    [Fact]
    public async Task A_missing_dependency_is_named_even_if_the_host_has_one()
    {
        Assert.NotNull(System.Runtime.Loader.AssemblyLoadContext.Default.LoadFromAssemblyName(new("Newtonsoft.Json")));

        await Refused(
            "NewerJson",
            f => File.Delete(f.PathOf("NewerJson", "Newtonsoft.Json.dll")),
            "missing dependency Newtonsoft.Json, Version=13.0.0.0, referenced by 'NewerJson.dll'");
    }

    [Fact]
    public async Task A_missing_dependency_is_named_without_a_list_of_dependencies_too()
        => await Refused(
            "NewerJson",
            f =>
            {
                File.Delete(f.PathOf("NewerJson", "Newtonsoft.Json.dll"));
                File.Delete(f.PathOf("NewerJson", "NewerJson.deps.json"));
            },
            "missing dependency Newtonsoft.Json, Version=13.0.0.0, referenced by 'NewerJson.dll'");

    [Fact]
    public async Task A_dependency_of_a_dependency_is_looked_for_too()
        => await Refused(
            f => File.Copy(Path.Combine(AppContext.BaseDirectory, "TestPlugins", "NewerJson", "NewerJson.dll"),
                f.PathOf("Greeting", "NewerJson.dll")),
            "missing dependency Newtonsoft.Json, Version=13.0.0.0, referenced by 'NewerJson.dll'");

    [Fact]
    public async Task An_older_dependency_than_referenced_is_refused_with_both_versions()
        => await Refused(
            "NewerJson",
            f => f.Write("NewerJson", PluginsFolder.Built("NewerJson").WithReference("Newtonsoft.Json", new Version(14, 0, 0, 0))),
            "'NewerJson.dll' needs Newtonsoft.Json, Version=14.0.0.0", "contains version 13.0.0.0");

    [Fact]
    public async Task A_damaged_dependency_is_named()
        => await Refused(
            "NewerJson",
            f => File.WriteAllBytes(
                f.PathOf("NewerJson", "Newtonsoft.Json.dll"), File.ReadAllBytes(f.PathOf("NewerJson", "Newtonsoft.Json.dll"))[..1000]),
            "'Newtonsoft.Json.dll' is damaged");

    [Fact]
    public async Task An_unreadable_list_of_dependencies_is_refused()
        => await Refused(f => File.WriteAllText(f.PathOf("Greeting", "Greeting.deps.json"), "{"), "Greeting.deps.json");

    [Fact]
    public async Task A_message_names_the_file_as_the_operator_knows_it()
    {
        using var folder = new PluginsFolder("Greeting");
        File.WriteAllText(folder.PathOf("Greeting", "Greeting.deps.json"), "{");
        await using var session = new PluginSession(folder);

        Assert.Contains(folder.PathOf("Greeting", "Greeting.deps.json"), session.Load().Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_class_without_the_attribute_is_named()
        => await Refused("Unmarked", _ => { }, "UnmarkedPlugin implements IGatewayPlugin but doesn't have [GatewayPlugin");

    [Fact]
    public async Task What_a_plugins_own_code_throws_is_the_reason()
        => await Refused("ThrowingServices", _ => { }, "NoLicenceException", "there is no licence file");

    [Fact]
    public async Task All_missing_dependencies_are_reported_at_once()
    {
        using var folder = new PluginsFolder("NewerJson");
        File.Delete(folder.PathOf("NewerJson", "Newtonsoft.Json.dll"));
        folder.Write("NewerJson", PluginsFolder.Built("NewerJson").WithReference("System.Runtime", new Version(99, 0, 0, 0)));
        await using var session = new PluginSession(folder);

        var loaded = session.Load();

        Assert.Empty(loaded.Modules);
        Assert.Equal(2, loaded.Errors.Count);
    }

    [Fact]
    public async Task A_plugin_that_does_not_load_leaves_the_others_alone()
    {
        using var folder = new PluginsFolder("Greeting", "Unmarked", "Pair");
        await using var session = new PluginSession(folder);

        var loaded = session.Load();

        Assert.Equal(["Greeting", "Pair"], loaded.Modules.Select(m => m.Name));
        Assert.Equal("Unmarked", Assert.Single(loaded.Errors).Plugin);
    }

    private static Task Refused(Action<PluginsFolder> spoil, params string[] message) => Refused("Greeting", spoil, message);

    private static async Task Refused(string plugin, Action<PluginsFolder> spoil, params string[] message)
    {
        using var folder = new PluginsFolder(plugin);
        spoil(folder);
        await using var session = new PluginSession(folder);

        var error = session.Load().Error;

        Assert.Equal(plugin, error.Plugin);
        Assert.All(message, part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
    }

    // A library without the directory entry that makes it a .NET one.
    private static byte[] NativeLibrary()
    {
        var image = PluginsFolder.Built("Greeting");
        using var pe = new PEReader(new MemoryStream(image));
        var directories = pe.PEHeaders.PEHeader!.Magic == PEMagic.PE32 ? 96 : 112;
        image.AsSpan(pe.PEHeaders.PEHeaderStartOffset + directories + (14 * 8), 8).Clear();
        return image;
    }
}
