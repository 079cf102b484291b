using System.IO.Compression;
using NuGet.Frameworks;
using NuGet.Packaging;
using NuGet.Packaging.Core;
using NuGet.Versioning;

namespace GatewayKit.Cli.Tests.Support;

/// <summary>Writes packages into a folder, and a nuget.config that knows no source but that.</summary>
internal sealed class PackageFolder
{
    private readonly WorkFolder _folder;

    public PackageFolder(WorkFolder folder)
    {
        _folder = folder;
        Directory.CreateDirectory(folder["feed"]);
        folder.With("nuget.config",
            """<configuration><packageSources><clear /><add key="feed" value="feed" /></packageSources></configuration>""");
    }

    /// <summary>A plugin that ships with the tool, as its project packs it.</summary>
    public string AddShipped(string name, string version = "1.0.0")
        => Add(name, version,
            [("GatewayKit.Abstractions", "1.0.0-preview.1")], Path.Combine(AppContext.BaseDirectory, "plugins", name, name + ".dll"));

    /// <summary>A plugin with a dependency that comes from another package.</summary>
    public string AddCourier(string version = "1.0.0", string json = "13.0.1")
        => Add("Courier", version, [("GatewayKit.Abstractions", "1.0.0-preview.1"), ("Newtonsoft.Json", json)], OfCourier("Courier.dll"));

    public string AddJson(string version = "13.0.3") => Add("Newtonsoft.Json", version, [], OfCourier("Newtonsoft.Json.dll"));

    public string Add(string id,
        string version, IEnumerable<(string Id, string Version)> dependencies, string assembly, string framework = "net10.0")
    {
        var package = new PackageBuilder { Id = id, Version = new NuGetVersion(version), Description = id };
        package.Authors.Add("tests");
        package.DependencyGroups.Add(new PackageDependencyGroup(
            NuGetFramework.Parse(framework), dependencies.Select(d => new PackageDependency(d.Id, VersionRange.Parse(d.Version)))));
        package.Files.Add(new PhysicalPackageFile { SourcePath = assembly, TargetPath = $"lib/{framework}/{Path.GetFileName(assembly)}" });
        var file = _folder[$"feed/{id}.{version}.nupkg"];
        using var stream = File.Create(file);
        package.Save(stream);
        return file;
    }

    /// <summary>Adds an entry that no honest package has.</summary>
    public static void Poison(string package, string entry, int attributes = 0)
    {
        using var archive = ZipFile.Open(package, ZipArchiveMode.Update);
        var added = archive.CreateEntry(entry);
        added.ExternalAttributes = attributes;
        using var content = added.Open();
        content.Write("evil"u8);
    }

    /// <summary>Adds an entry that unpacks to more than it may.</summary>
    public static void AddHugeEntry(string package)
    {
        using var archive = ZipFile.Open(package, ZipArchiveMode.Update);
        using var content = archive.CreateEntry("content/huge.bin", CompressionLevel.Fastest).Open();
        var zeros = new byte[1 << 20];
        for (var megabytes = 0; megabytes < 513; megabytes++)
            content.Write(zeros);
    }

    private static string OfCourier(string file) => Path.Combine(AppContext.BaseDirectory, "TestPlugins", "Courier", file);
}
