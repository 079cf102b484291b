using System.IO.Compression;
using System.Xml.Linq;
using GatewayKit.Loading;
using GatewayKit.Plugins;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Analyzers.Tests.Sdk;

public sealed class PluginSdkTests
{
    // One test: every step needs those before it, and the SDK takes seconds for each.
    [Fact]
    public async Task One_reference_makes_a_class_library_a_plugin_that_is_published_loaded_and_packed()
    {
        using var workshop = new PluginWorkshop();
        await workshop.PackAsync("GatewayKit.Abstractions");
        await workshop.PackAsync("GatewayKit.PluginSdk");

        var log = await workshop.RunAsync("Hello", "publish", "-p:GatewayKitPluginsFolder=../plugins");
        await workshop.RunAsync("Hello", "publish", "--no-restore", "-p:GatewayKitPluginsFolder=../plugins");
        await workshop.RunAsync("Hello", "pack", "--no-restore", "-o", workshop.PathOf("packed"));

        Assert.Contains("warning GWK0009: 'Thread.Sleep' blocks", log, StringComparison.Ordinal);
        string[] files = ["Hello.deps.json", "Hello.dll", "Hello.pdb", "Hello.xml", "Words.dll"];
        Assert.Equal(files, workshop.Files("Hello/bin/Release/net10.0/publish/Hello"));
        Assert.Equal(["Hello", .. files.Select(f => "Hello/" + f)], workshop.Files("plugins"));
        await AssertLoadsAsync(workshop.PathOf("plugins"));
        AssertPackage(workshop.PathOf("packed/Hello.1.0.0.nupkg"));
    }

    private static async Task AssertLoadsAsync(string plugins)
    {
        await using var host = new ServiceCollection().BuildServiceProvider();
        using var source = new FolderPluginSource(plugins);
        var errors = new List<PluginLoadError>();

        var module = Assert.Single(source.Load(host, errors));

        Assert.Empty(errors);
        Assert.Equal("hello", Assert.Single(module.Plugins).Name);
    }

    private static void AssertPackage(string file)
    {
        using var package = ZipFile.OpenRead(file);
        var nuspec = XDocument.Load(package.GetEntry("Hello.nuspec")!.Open()).Descendants();

        Assert.Equal(["lib/net10.0/Hello.dll", "lib/net10.0/Hello.xml"],
            package.Entries.Select(e => e.FullName).Where(n => n.StartsWith("lib/", StringComparison.Ordinal)));
        Assert.Equal(["GatewayKitPlugin", "Dependency"],
            nuspec.Where(e => e.Name.LocalName == "packageType").Select(e => (string)e.Attribute("name")!));
        Assert.Equal(["GatewayKit.PluginSdk", "Words"],
            nuspec.Where(e => e.Name.LocalName == "dependency").Select(e => (string)e.Attribute("id")!));
    }
}
