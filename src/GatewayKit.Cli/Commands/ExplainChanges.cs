using GatewayKit.Explaining;

namespace GatewayKit.Cli.Commands;

/// <summary>Writes the changes of a dry run as text: each message before the first plugin, and the lines that a plugin changes.</summary>
internal static class ExplainChanges
{
    public static void Write(IReadOnlyList<MessageChange> changes)
    {
        bool? isResponse = null;
        foreach (var change in changes)
        {
            if (change.IsResponse != isResponse)
                Write(change.IsResponse ? "response" : "request", Lines(change.Before).Select(line => "  " + line));

            isResponse = change.IsResponse;
            var name = change.Id is null ? change.Plugin : $"{change.Plugin} ({change.Id})";
            Write(
                change.Status is { } status ? $"{name} answers {status}: {ErrorList.OneLine(change.Reason ?? "")}" : name,
                Difference(Lines(change.Before), Lines(change.After)));
        }
    }

    private static void Write(string title, IEnumerable<string> lines)
    {
        Console.WriteLine();
        Console.WriteLine(title);
        foreach (var line in lines)
            Console.WriteLine(line.TrimEnd());
    }

    private static string[] Lines(string message) => message.ReplaceLineEndings("\n").Split('\n');

    private static IEnumerable<string> Difference(string[] before, string[] after)
    {
        if (before.SequenceEqual(after))
            return ["  no change"];

        // Lines of headers can move.
        var (removed, added) = (Without(before, after), Without(after, before));
        return [.. removed.Select(line => "- " + line), .. added.Select(line => "+ " + line)];
    }

    private static List<string> Without(IEnumerable<string> lines, IEnumerable<string> others)
    {
        var left = lines.ToList();
        foreach (var other in others)
            left.Remove(other);
        return left;
    }
}
