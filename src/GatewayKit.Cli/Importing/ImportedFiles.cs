using GatewayKit.Kubernetes.Importing;

namespace GatewayKit.Cli.Importing;

/// <summary>Writes the manifests of an import.</summary>
internal static class ImportedFiles
{
    /// <exception cref="ToolException">A file exists or can't be written.</exception>
    public static void Save(string folder, IEnumerable<ImportedManifest> manifests, bool force)
    {
        var files = manifests.Select(manifest => (Path: Path.Combine(folder, manifest.Name), manifest.Yaml)).ToArray();
        if (!force && Array.Find(files, file => File.Exists(file.Path)).Path is { } existing)
            throw new ToolException($"'{existing}' already exists. Use --force to replace it, or another folder with -o DIR.");

        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ToolException($"'{folder}' can't be created: {error.Message}", error);
        }

        foreach (var (path, yaml) in files)
            Documents.Save(path, yaml);
    }
}
