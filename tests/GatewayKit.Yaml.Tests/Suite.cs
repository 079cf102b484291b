namespace GatewayKit.Yaml.Tests;

/// <summary>The public YAML test suite, where it stands beside the repository or a folder above it.</summary>
internal static class Suite
{
    public static readonly string? Folder = Find();

    /// <summary>Every case: its name, its text, its events, and whether it is invalid.</summary>
    public static IEnumerable<(string Name, string Text, string Events, bool IsInvalid)> Cases()
        => Directory.GetFiles(Folder!, "in.yaml", SearchOption.AllDirectories)
            .Select(file => Path.GetDirectoryName(file)!)
            .Select(folder => (Name: Path.GetRelativePath(Folder!, folder).Replace('\\', '/'), Folder: folder))
            .Where(c => !c.Name.StartsWith("tags/", StringComparison.Ordinal) && !c.Name.StartsWith("name/", StringComparison.Ordinal))
            .OrderBy(c => c.Name, StringComparer.Ordinal)
            .Select(c => (c.Name,
                File.ReadAllText(Path.Combine(c.Folder, "in.yaml")), Events(c.Folder), File.Exists(Path.Combine(c.Folder, "error"))));

    // Whether a collection has brackets, and a document markers, doesn't change what is read.
    private static string Events(string folder)
        => string.Join('\n', File.ReadAllLines(Path.Combine(folder, "test.event"))
            .Where(line => line is not ("+STR" or "-STR"))
            .Select(line => line.StartsWith("+DOC", StringComparison.Ordinal)
                ? "+DOC"
                : line.StartsWith("-DOC", StringComparison.Ordinal) ? "-DOC" : line)
            .Select(line => line.StartsWith("+SEQ []", StringComparison.Ordinal) || line.StartsWith("+MAP {}", StringComparison.Ordinal)
                ? line.Remove(4, 3)
                : line));

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "shared", "suites", "yaml-test-suite");
            if (Directory.Exists(candidate))
                return candidate;
        }

        return null;
    }
}
