using System.IO.Compression;
using System.Xml.Linq;
using GatewayKit.EndToEnd.Support;

namespace GatewayKit.EndToEnd.Packing;

/// <summary>A package, opened.</summary>
internal sealed class PackageFile : IDisposable
{
    private readonly ZipArchive _zip;
    private readonly string _path;
    private readonly XElement _metadata;

    public PackageFile(string id)
    {
        _path = Path.Combine(PackageFolder.Path, $"{id}.{PackageFolder.Version}.nupkg");
        _zip = ZipFile.OpenRead(_path);
        Files = Names(_zip);
        _metadata = XDocument.Parse(Read(Assert.Single(Files, file => file.EndsWith(".nuspec", StringComparison.Ordinal)))).Root!
            .Elements()
            .First();
    }

    /// <summary>The paths of its files.</summary>
    public IReadOnlySet<string> Files { get; }

    /// <summary>The paths of the files of its symbol package.</summary>
    public IReadOnlySet<string> Symbols
    {
        get
        {
            using var symbols = ZipFile.OpenRead(Path.ChangeExtension(_path, ".snupkg"));
            return Names(symbols);
        }
    }

    /// <summary>The types of the package.</summary>
    public IEnumerable<string?> Types
        => _metadata
            .Descendants()
            .Where(element => element.Name.LocalName == "packageType")
            .Select(element => (string?)element.Attribute("name"));

    /// <summary>The packages that it requires, and their versions.</summary>
    public IEnumerable<(string Id, string Version)> Dependencies
        => _metadata
            .Descendants()
            .Where(element => element.Name.LocalName == "dependency")
            .Select(element => (element.Attribute("id")!.Value, element.Attribute("version")!.Value));

    /// <summary>An element of its metadata; null if it is missing.</summary>
    public string? this[string element] => _metadata.Elements().FirstOrDefault(e => e.Name.LocalName == element)?.Value;

    public string Read(string file)
    {
        using var reader = new StreamReader(_zip.GetEntry(file)!.Open());
        return reader.ReadToEnd();
    }

    public void Dispose() => _zip.Dispose();

    private static HashSet<string> Names(ZipArchive zip) => zip.Entries.Select(entry => entry.FullName).ToHashSet(StringComparer.Ordinal);
}
