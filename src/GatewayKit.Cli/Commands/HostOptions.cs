using System.CommandLine;
using GatewayKit.Cli.Hosting;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Cli.Commands;

/// <summary>The options that several commands have.</summary>
internal static class HostOptions
{
    private const int MostReferenceRoots = 16;

    public static Option<string[]> Config() => new("--config", "-c")
    {
        Description = $"The configuration: YAML, or JSON if its name ends in .json; - for stdin; may be given several times, and each id belongs to one file [default: {StockHost.DefaultConfig}]",
        HelpName = "FILE",
    };

    public static Option<string[]> Plugins()
    {
        var option = new Option<string[]>("--plugins")
        {
            Description = "A folder of plugins, each as Name/Name.dll; may be given several times [default: the plugins that ship with the tool]",
            HelpName = "DIR",
        };
        option.Validators.Add(result =>
        {
            foreach (var folder in result.Tokens.Where(t => !Directory.Exists(t.Value)))
                result.AddError($"--plugins: the directory '{folder.Value}' does not exist.");
        });
        return option;
    }

    public static Option<string[]> ReferenceRoots()
    {
        var option = new Option<string[]>("--reference-root")
        {
            Description = "A further folder that references of the document may lead into; may be given several times [default: the document's own folder alone]",
            HelpName = "DIR",
        };
        option.Validators.Add(result =>
        {
            foreach (var folder in result.Tokens.Where(t => !Directory.Exists(t.Value)))
                result.AddError($"--reference-root: the directory '{folder.Value}' does not exist.");
            if (result.Tokens.Count > MostReferenceRoots)
                result.AddError($"--reference-root: there are {result.Tokens.Count} folders; at most {MostReferenceRoots} are allowed.");
        });
        return option;
    }

    public static Option<string[]> Urls(string name, string description, params string[] schemes)
    {
        var option = new Option<string[]>(name) { Description = description, HelpName = "URL" };
        option.Validators.Add(result =>
        {
            foreach (var url in result.Tokens.SelectMany(t => Split(t.Value)))
            {
                if (GatewayKit.Hosting.ListenUrl.FindMistake(url, schemes) is { } mistake)
                    result.AddError($"{name}: {mistake}");
            }
        });
        return option;
    }

    public static Option<LogLevel> LogLevel() => new("--log-level")
    {
        Description = "The least level that is logged, on stderr",
        HelpName = "LEVEL",
        DefaultValueFactory = _ => Microsoft.Extensions.Logging.LogLevel.Information,
    };

    public static Option<string?> LogFormat() => new("--log-format")
    {
        Description = "The format of the log: text or json [default: Logging__Console__FormatterName in the environment, else text]",
        HelpName = "FORMAT",
    };

    /// <summary>The addresses of an option: several in one text are separated by semicolons, as in ASPNETCORE_URLS.</summary>
    public static string[] Split(params IEnumerable<string> urls)
        => [.. urls.SelectMany(u => u.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
}
