using System.Text.RegularExpressions;

namespace GatewayKit.Samples.QuickStart;

/// <summary>One thing to try: what is promised, beginning with the status codes, the line, and what it printed.</summary>
internal sealed partial record TourStep(string Promise, string Line, string Output)
{
    public string Promised => Promise[..Promise.IndexOf(':', StringComparison.Ordinal)];

    public string Answered
        => string.Join(' ', Statuses().Matches(Output).Select(status => status.Groups[1].Success ? status.Groups[1] : status.Groups[2]));

    [GeneratedRegex(@"^HTTP/1\.1 (\d{3}) |[}\]] (\d{3})$", RegexOptions.Multiline)]
    private static partial Regex Statuses();
}
