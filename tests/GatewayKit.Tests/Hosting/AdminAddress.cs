using GatewayKit.Testing;

namespace GatewayKit.Tests.Hosting;

/// <summary>The address of the admin server, from its log line.</summary>
internal static class AdminAddress
{
    private const string Text = "Health checks are answered on ";

    public static Uri Of(GatewayTestHost gateway)
    {
        var line = gateway.Logs.Lines.First(l => l.Contains(Text, StringComparison.Ordinal));
        return new Uri(line[(line.IndexOf(Text, StringComparison.Ordinal) + Text.Length)..].TrimEnd('.'));
    }
}
