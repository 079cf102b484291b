using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace GatewayKit.Architecture;

/// <summary>What a built assembly says of itself, read without loading it.</summary>
internal sealed record CompiledAssembly(string Name, Version Version, IReadOnlyList<string> References)
{
    public static CompiledAssembly Of(ProjectFile project)
    {
        using var file = new PEReader(File.OpenRead(Path.Combine(AppContext.BaseDirectory, project.AssemblyName + ".dll")));
        var metadata = file.GetMetadataReader();
        var definition = metadata.GetAssemblyDefinition();
        return new(
            metadata.GetString(definition.Name),
            definition.Version,
            [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))]);
    }
}
