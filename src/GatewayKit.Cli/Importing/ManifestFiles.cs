using System.Text;
using System.Text.RegularExpressions;
using GatewayKit.Kubernetes.Importing;

namespace GatewayKit.Cli.Importing;

/// <summary>Reads files, folders and stdin with manifests, and writes those of an import.</summary>
internal static partial class ManifestFiles
{
    /// <summary>The name of stdin and stdout.</summary>
    public const string Standard = "-";

    private const int LargestFile = 64 * 1024 * 1024;
    private const int MostFiles = 10_000;

    private static readonly string[] s_extensions = [".yaml", ".yml", ".json"];

    /// <summary>Returns whether a text can be the name of a resource.</summary>
    public static bool IsName(string text) => text.Length <= 63 && Label().IsMatch(text);

    /// <summary>Reads manifests. The files of a folder are those with the extensions yaml, yml and json, also in its folders.</summary>
    /// <exception cref="ToolException">A file doesn't exist or can't be read, or is too large.</exception>
    public static IReadOnlyList<ManifestText> Read(IEnumerable<string> names)
    {
        try
        {
            string[] all = [.. names.SelectMany(Expand).Distinct(StringComparer.Ordinal)];
            return all.Length <= MostFiles ? [.. all.Select(Read)] : throw new ToolException($"more than {MostFiles} files.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ToolException($"the manifests can't be read: {error.Message}", error);
        }
    }

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

    private static IEnumerable<string> Expand(string name)
    {
        if (name == Standard || File.Exists(name))
            return [name];
        if (!Directory.Exists(name))
            throw new ToolException($"the file '{name}' doesn't exist.");

        return Directory.EnumerateFiles(name, "*", SearchOption.AllDirectories)
            .Where(file => s_extensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase))
            .Order(StringComparer.Ordinal);
    }

    private static ManifestText Read(string name)
    {
        using var reader = name == Standard ? new StreamReader(Console.OpenStandardInput()) : new StreamReader(name);
        var shown = name == Standard ? "stdin" : name.Replace('\\', '/');
        return new ManifestText(shown, ReadAll(reader, shown));
    }

    private static string ReadAll(TextReader reader, string name)
    {
        var text = new StringBuilder();
        var buffer = new char[16 * 1024];
        for (var read = reader.Read(buffer); read > 0; read = reader.Read(buffer))
        {
            text.Append(buffer, 0, read);
            if (text.Length > LargestFile)
                throw new ToolException($"'{name}' is larger than {LargestFile / 1024 / 1024} MB.");
        }

        return text.ToString();
    }

    [GeneratedRegex(@"\A[a-z0-9]([-a-z0-9]*[a-z0-9])?\z")]
    private static partial Regex Label();
}
