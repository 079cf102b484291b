namespace GatewayKit.Docs;

/// <summary>The commands of the pages that <c>.ci/run</c> runs, itself or in the end-to-end tests,
/// because they need packages or take long.</summary>
internal static class Ci
{
    private static readonly string s_script = File.ReadAllText(Path.Combine(Repository.Root, ".ci", "run"));

    private static readonly string s_endToEnd = string.Concat(Directory
        .EnumerateFiles(Path.Combine(Repository.Root, "tests", "GatewayKit.EndToEnd.Tests"), "*.cs", SearchOption.AllDirectories)
        .Select(File.ReadAllText));

    /// <summary>Whether an end-to-end test does what a page says, from its first command to its last.</summary>
    public static bool Follows(Document page) => s_endToEnd.Contains($"FollowAsync(\"{page.Name}\"", StringComparison.Ordinal);

    /// <summary>Whether an end-to-end test reads what a page shows.</summary>
    public static bool Reads(Document page) => Follows(page) || s_endToEnd.Contains($"Page(\"{page.Name}\")", StringComparison.Ordinal);

    /// <summary>Whether <c>.ci/run</c>, an end-to-end test or a page that one follows has a command, word by word.</summary>
    public static bool Has(string command)
        => s_script.Contains(command, StringComparison.Ordinal) || IsRunEndToEnd(command)
            || Repository.Documents.Where(Follows).Any(page => page.Text.Contains($"$ {command}\n", StringComparison.Ordinal));

    /// <summary>Whether an end-to-end test runs a command and nothing more; a gateway may be told to take any free port.</summary>
    private static bool IsRunEndToEnd(string command)
        => new[] { $"RunAsync(\"{command}\")", $"RunAsync(\"\"\"{command}\"\"\")", $"ServeAsync(\"{command} --urls http://127.0.0.1:0\")" }
            .Any(call => s_endToEnd.Contains(call, StringComparison.Ordinal));
}
