namespace GatewayKit.Docs;

/// <summary>The documents of the source tree.</summary>
internal static class Repository
{
    private static readonly string[] s_notSources = ["bin", "obj", "artifacts", "packages-local", "TestResults", ".git"];

    /// <summary>The root folder: the one with the solution.</summary>
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    /// <summary>Every document.</summary>
    public static IEnumerable<Document> Documents { get; } = [.. Files(new DirectoryInfo(Root)).Order(StringComparer.Ordinal).Select(Read)];

    /// <summary>The pages whose blocks of code are checked: those at the root and under <c>docs</c>.</summary>
    public static IEnumerable<Document> Pages
        => Documents.Where(d => !d.Name.Contains('/', StringComparison.Ordinal) || d.Name.StartsWith("docs/", StringComparison.Ordinal));

    /// <summary>A document by its path from the root.</summary>
    public static Document Page(string name) => Documents.Single(d => d.Name == name);

    private static Document Read(string path) => new(Path.GetRelativePath(Root, path).Replace('\\', '/'), File.ReadAllText(path).ReplaceLineEndings("\n"));

    private static IEnumerable<string> Files(DirectoryInfo folder)
        => folder.EnumerateFiles("*.md").Select(file => file.FullName).Concat(
            folder.EnumerateDirectories().Where(child => !s_notSources.Contains(child.Name)).SelectMany(Files));

    private static string Find(DirectoryInfo folder) => File.Exists(Path.Combine(folder.FullName, "GatewayKit.sln"))
        ? folder.FullName
        : Find(folder.Parent ?? throw new InvalidOperationException("The tests run outside of the source tree."));
}
