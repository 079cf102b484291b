namespace GatewayKit.Docs;

/// <summary>What <c>.ci/run</c> checks of the pages, because it needs packages or takes long.</summary>
internal static class Ci
{
    private static readonly string s_script = File.ReadAllText(Path.Combine(Repository.Root, ".ci", "run"));

    /// <summary>Whether <c>.ci/run</c> does what a page says, from its first command to its last.</summary>
    public static bool Follows(Document page) => s_script.Contains($"follow {page.Name}", StringComparison.Ordinal);

    /// <summary>Whether <c>.ci/run</c>, or a page that it follows, has a command, word by word.</summary>
    public static bool Has(string command)
        => s_script.Contains(command, StringComparison.Ordinal) || Repository.Documents.Where(Follows).Any(page => page.Text.Contains($"$ {command}\n", StringComparison.Ordinal));
}
