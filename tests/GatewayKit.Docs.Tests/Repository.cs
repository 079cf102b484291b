namespace GatewayKit.Docs;

/// <summary>The documents of the source tree.</summary>
internal static class Repository
{
    private static readonly string[] s_notSources = ["bin", "obj", "artifacts", "packages-local", "TestResults", ".git"];

    private static readonly string[] s_others = ["tests/", "src/GatewayKit.Templates/content/"];

    /// <summary>The root folder: the one with the solution.</summary>
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    /// <summary>
    /// Every document but those of the tests, and of the templates, whose names and versions are filled in later: the end-to-end
    /// tests use what they create.
    /// </summary>
    public static IEnumerable<Document> Documents { get; } =
        [.. Files(new DirectoryInfo(Root))
            .Order(StringComparer.Ordinal)
            .Select(Read)
            .Where(d => !s_others.Any(folder => d.Name.StartsWith(folder, StringComparison.Ordinal)))];

    /// <summary>A document by its path from the root.</summary>
    public static Document Page(string name) => Documents.Single(d => d.Name == name);

    /// <summary>The folder into which a project such as <c>src/GatewayKit</c> has been built together with these tests.</summary>
    public static string Built(string project)
    {
        var framework = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(Root, project, "bin", framework.Parent!.Name, framework.Name);
    }

    private static Document Read(string path)
        => new(Path.GetRelativePath(Root, path).Replace('\\', '/'), File.ReadAllText(path).ReplaceLineEndings("\n"));

    private static IEnumerable<string> Files(DirectoryInfo folder)
        => folder.EnumerateFiles("*.md").Select(file => file.FullName).Concat(
            folder.EnumerateDirectories().Where(child => !s_notSources.Contains(child.Name)).SelectMany(Files));

    private static string Find(DirectoryInfo folder) => File.Exists(Path.Combine(folder.FullName, "GatewayKit.sln"))
        ? folder.FullName
        : Find(folder.Parent ?? throw new InvalidOperationException("The tests run outside of the source tree."));
}
