namespace GatewayKit.Architecture;

/// <summary>The floors of a project, from the lowest to the highest. A folder may use those on the floors below its own.</summary>
internal sealed class FloorPlan(string project, params string[][] floors)
{
    private readonly Lazy<AssemblyFolders> _assembly = new(() => AssemblyFolders.Read(project));

    public string Project => project;

    public AssemblyFolders Assembly => _assembly.Value;

    public IEnumerable<string> Folders => floors.SelectMany(floor => floor);

    public int FloorOf(string folder) => Array.FindIndex(floors, floor => floor.Contains(folder));
}
