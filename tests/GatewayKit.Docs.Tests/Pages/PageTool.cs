using System.Text.RegularExpressions;
using GatewayKit.Tests.Shared;

namespace GatewayKit.Docs.Pages;

/// <summary>Runs the tool for pages, in processes that have run other commands before. stderr is written to stdout.</summary>
internal static partial class PageTool
{
    private static readonly ResidentProcesses s_processes = new(Assembly, mergesErrors: true);

    /// <summary>The path of the tool.</summary>
    public static string Assembly => Path.Combine(Repository.Built("src/GatewayKit.Cli"), "GatewayKit.Cli.dll");

    /// <summary>Returns whether a command is the tool with arguments, and nothing that only a shell can do.</summary>
    public static bool IsAlone(string command) => Alone().IsMatch(command);

    public static ResidentCommand Start(ResidentRequest request, Action<string?> output) => s_processes.Start(request, output, _ => { });

    /// <summary>Runs a command to its end.</summary>
    public static async Task<(int ExitCode, IReadOnlyList<string> Output)> EndAsync(ResidentRequest request)
    {
        var lines = new List<string>();
        await using var command = Start(request, line =>
        {
            if (line is not null)
                lines.Add(line);
        });
        return (await command.EndAsync().WaitAsync(PageRun.Patience), lines);
    }

    [GeneratedRegex("""^gatewaykit (?:[^|&;<>`()"']|"[^"`(]*"|'[^']*')*$""")]
    private static partial Regex Alone();
}
