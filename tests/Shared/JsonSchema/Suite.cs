using System.Text.Json;

namespace GatewayKit.JsonSchema;

/// <summary>The public JSON Schema test suite, where it stands beside the repository or a folder above it.</summary>
internal static class Suite
{
    private static readonly string? s_folder = Find();

    private static readonly Lazy<List<(Uri Uri, JsonElement Document)>> s_remoteDocuments = new(ReadRemoteDocuments);

    public static readonly Lazy<JsonSchemaRegistry> Remotes = new(ReadRemotes);

    /// <summary>The remote documents, but for those of other drafts.</summary>
    public static IEnumerable<(Uri Uri, JsonElement Document)> RemotesOf(string draft)
        => s_remoteDocuments.Value.Where(remote => remote.Uri.Segments[1].TrimEnd('/') is var folder
            && (folder == draft || !(folder.StartsWith("draft", StringComparison.Ordinal) || folder == "v1")));

    /// <summary>Whether the suite is there. Tests that need it are marked with <see cref="SuiteTheoryAttribute"/>.</summary>
    public static bool IsPresent => s_folder is not null;

    /// <summary>The tests of a folder.</summary>
    /// <param name="draft">The folder.</param>
    /// <param name="least">How many there must be: a suite that is cut or empty must not pass.</param>
    public static IReadOnlyList<SuiteCase> Cases(string draft, int least)
    {
        List<SuiteCase> cases =
            [.. Directory.GetFiles(Path.Combine(s_folder!, "tests", draft), "*.json").Order(StringComparer.Ordinal).SelectMany(Read)];
        Assert.True(cases.Count >= least, $"The suite has {cases.Count} tests in '{draft}'; there must be at least {least}.");
        return cases;
    }

    private static IEnumerable<SuiteCase> Read(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(file));
        foreach (var group in document.RootElement.Clone().EnumerateArray())
        {
            foreach (var test in group.GetProperty("tests").EnumerateArray())
            {
                yield return new SuiteCase(
                    Path.GetFileName(file),
                    group.GetProperty("description").GetString()!,
                    test.GetProperty("description").GetString()!,
                    group.GetProperty("schema"),
                    test.GetProperty("data"),
                    test.GetProperty("valid").GetBoolean());
            }
        }
    }

    private static JsonSchemaRegistry ReadRemotes()
    {
        var registry = new JsonSchemaRegistry();
        foreach (var (uri, document) in s_remoteDocuments.Value)
            registry.Add(uri, document);
        return registry;
    }

    private static List<(Uri Uri, JsonElement Document)> ReadRemoteDocuments()
    {
        var remotes = Path.Combine(s_folder!, "remotes");
        var documents = new List<(Uri, JsonElement)>();
        foreach (var file in Directory.GetFiles(remotes, "*.json", SearchOption.AllDirectories))
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            documents.Add((new Uri("http://localhost:1234/" + Path.GetRelativePath(remotes, file).Replace('\\', '/')),
                document.RootElement.Clone()));
        }
        return documents;
    }

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "shared", "suites", "json-schema-test-suite");
            if (Directory.Exists(candidate))
                return candidate;
        }
        return null;
    }
}
