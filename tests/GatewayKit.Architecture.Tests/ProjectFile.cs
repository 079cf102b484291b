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
    public IReadOnlyList<string> References => Referenced(reference => (string?)reference.Attribute("ReferenceOutputAssembly") != "false");

    /// <summary>The names of the projects whose package this one requires in its own version, in order.</summary>
    public IReadOnlyList<string> SameVersion => Referenced(reference => (string?)reference.Attribute("SameVersion") == "true");

    /// <summary>The names of the assemblies that can use internal members.</summary>
    public IEnumerable<string> Friends => _xml.Descendants("InternalsVisibleTo").Select(friend => friend.Attribute("Include")!.Value);

    /// <summary>The packages that whoever uses this project gets too.</summary>
    public IReadOnlyList<string> Packages => [.. _xml.Descendants("PackageReference")
        .Where(reference => !string.Equals((string?)reference.Attribute("PrivateAssets"), "all", StringComparison.OrdinalIgnoreCase))
        .Select(reference => reference.Attribute("Include")!.Value)];

    private string[] Referenced(Func<XElement, bool> condition) => [.. _xml.Descendants("ProjectReference")
        .Where(condition)
        .Select(reference => System.IO.Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')))
        .Order(StringComparer.Ordinal)];
}
