using System.Text.RegularExpressions;

namespace GatewayKit.Docs.Pages;

/// <summary>A command that starts a host: the stock host, a mock, or a sample.</summary>
/// <param name="Text">The command.</param>
/// <param name="Ports">The ports of the page on which it listens, in the order in which it prints them.</param>
/// <param name="AdminPort">The port of the admin address, or of the portal; null without one.</param>
/// <param name="Sample">The name of the sample; null for the stock host and a mock.</param>
internal sealed partial record HostCommand(string Text, IReadOnlyList<string> Ports, string? AdminPort, string? Sample)
{
    /// <summary>The variable that has the folder of the page.</summary>
    public const string PageFolder = "PAGE_FOLDER";

    private const string Listening = " is listening on ";

    /// <summary>The address of a server that must know its port before it starts.</summary>
    private const string Chosen = "http://127.0.0.1:CHOSEN";

    /// <summary>The samples that a page can start, with arguments for free ports.</summary>
    private static readonly Dictionary<string, string> s_samples = new()
    {
        ["QuickStart"] = "--urls http://127.0.0.1:0",
        ["Identity"] = "--urls http://127.0.0.1:0 --provider http://127.0.0.1:0",
        ["Portal"] = $"--urls http://127.0.0.1:0 --portal {Chosen} --admin {Chosen} --provider {Chosen} --data \"${PageFolder}/data\"",
    };

    /// <summary>The names of the samples.</summary>
    public static IEnumerable<string> Samples => s_samples.Keys;

    /// <summary>Returns whether a line of output says where a host listens.</summary>
    public static bool IsListening(string line) => line.Contains(Listening, StringComparison.Ordinal);

    /// <summary>The variable that has the path of a sample.</summary>
    public static string VariableOf(string sample) => sample.ToUpperInvariant() + "_DLL";

    /// <summary>The command as it is run, on free ports; null for a command that ends by itself.</summary>
    /// <param name="command">The command of the page.</param>
    /// <param name="hasEndpoints">Whether variables that the page has exported say where to listen.</param>
    public static HostCommand? Of(ShownCommand command, bool hasEndpoints)
    {
        var shown = command.DisplayText.Where(IsListening).SelectMany(PageAddresses.Of).ToArray();
        if (SampleRun().Match(command.Text) is { Success: true } run && run.Groups[1].Value is var sample)
        {
            var text = command.Text.Replace(run.Value, $"dotnet \"${VariableOf(sample)}\"", StringComparison.Ordinal);
            var arguments = ChosenPort().Replace(s_samples[sample], _ => PageAddresses.FindFree());
            return new($"{text} {arguments}", shown is [] ? ["8080"] : shown, null, sample);
        }

        if (!Host().IsMatch(command.Text))
            return null;

        var usual = command.Text.StartsWith("gatewaykit mock", StringComparison.Ordinal) ? "4010" : "8080";
        var urls = Urls().Match(command.Text) is { Success: true } match ? PageAddresses.Of(match.Value).ToArray() : [usual];
        return new(
            Urls().Replace(command.Text, option => PageAddresses.ToFree(option.Value))
                + (hasEndpoints || Urls().IsMatch(command.Text) ? "" : " --urls http://127.0.0.1:0"),
            shown is [] ? urls : shown,
            Admin().Match(command.Text) is { Success: true } admin ? PageAddresses.Of(admin.Value).Single() : null,
            null);
    }

    [GeneratedRegex("^dotnet run --project samples/(QuickStart|Identity|Portal)")]
    private static partial Regex SampleRun();

    [GeneratedRegex("CHOSEN")]
    private static partial Regex ChosenPort();

    [GeneratedRegex("^gatewaykit (run|mock)( |$)")]
    private static partial Regex Host();

    [GeneratedRegex("(?<= )--urls [^ ]+")]
    private static partial Regex Urls();

    [GeneratedRegex("(?<= )--(admin|portal)-urls [^ ]+")]
    private static partial Regex Admin();
}
