using System.Xml.Linq;

namespace GatewayKit.Architecture;

/// <summary>A project file, read as it is written.</summary>
internal sealed class ProjectFile(string path)
{
    private readonly XDocument _xml = XDocument.Load(path);

    public string Path { get; } = path;

    public string Folder => System.IO.Path.GetDirectoryName(Path)!;

    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>The name of the assembly that the project makes.</summary>
    public string AssemblyName => _xml.Descendants("AssemblyName").SingleOrDefault()?.Value ?? Name;

    /// <summary>The names of the projects whose types this one sees, in order.</summary>
    public IReadOnlyList<string> References => [.. _xml.Descendants("ProjectReference")
        .Where(reference => (string?)reference.Attribute("ReferenceOutputAssembly") != "false")
        .Select(reference => System.IO.Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')))
        .Order(StringComparer.Ordinal)];

    /// <summary>The packages that whoever uses this project gets too.</summary>
    public IReadOnlyList<string> Packages => [.. _xml.Descendants("PackageReference")
        .Where(reference => !string.Equals((string?)reference.Attribute("PrivateAssets"), "all", StringComparison.OrdinalIgnoreCase))
        .Select(reference => reference.Attribute("Include")!.Value)];
}
