using System.Text.RegularExpressions;

namespace GatewayKit.Docs.Pages;

/// <summary>A command that starts a host: the stock host, a mock, or the QuickStart.</summary>
internal sealed partial record HostCommand(string Text, IReadOnlyList<string> Ports, string? AdminPort, bool IsQuickStart)
{
    private const string QuickStart = "dotnet run --project samples/QuickStart";

    /// <summary>The command as it is run, on free ports; null for a command that ends by itself.</summary>
    /// <param name="command">The command of the page.</param>
    /// <param name="hasEndpoints">Whether variables that the page has exported say where to listen.</param>
    public static HostCommand? Of(ShownCommand command, bool hasEndpoints)
    {
        if (command.Text.StartsWith(QuickStart, StringComparison.Ordinal))
            return new($"{command.Text.Replace(QuickStart, """dotnet "$QUICKSTART_DLL" """, StringComparison.Ordinal)} --urls "
                + "http://127.0.0.1:0",
                ["8080"], null, true);

        if (!Host().IsMatch(command.Text))
            return null;

        var shown = command.DisplayText
            .Where(line => line.StartsWith("GatewayKit is listening on ", StringComparison.Ordinal))
            .SelectMany(PageAddresses.Of)
            .ToArray();
        var usual = command.Text.StartsWith("gatewaykit mock", StringComparison.Ordinal) ? "4010" : "8080";
        var urls = Urls().Match(command.Text) is { Success: true } match ? PageAddresses.Of(match.Value).ToArray() : [usual];
        return new(
            Urls().Replace(command.Text, option => PageAddresses.ToFree(option.Value))
                + (hasEndpoints || Urls().IsMatch(command.Text) ? "" : " --urls http://127.0.0.1:0"),
            shown is [] ? urls : shown,
            Admin().Match(command.Text) is { Success: true } admin ? PageAddresses.Of(admin.Value).Single() : null,
            false);
    }

    [GeneratedRegex("^gatewaykit (run|mock)( |$)")]
    private static partial Regex Host();

    [GeneratedRegex("(?<= )--urls [^ ]+")]
    private static partial Regex Urls();

    [GeneratedRegex("(?<= )--admin-urls [^ ]+")]
    private static partial Regex Admin();
}
