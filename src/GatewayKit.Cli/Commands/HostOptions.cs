using System.CommandLine;
using GatewayKit.Cli.Hosting;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Cli.Commands;

/// <summary>The options of several commands.</summary>
internal static class HostOptions
{
    private const int MostReferenceRoots = 16;

    public static Option<string[]> Config() => new("--config", "-c")
    {
        Description = "The configuration: YAML, or JSON if its name ends in .json; - for stdin; can be repeated; only one file can define "
            + $"an id [default: {StockHost.DefaultConfig}]",
        HelpName = "FILE",
    };

    public static Option<string[]> Plugins()
    {
        var option = new Option<string[]>("--plugins")
        {
            Description = "A folder of plugins, each as Name/Name.dll; can be repeated [default: the plugins that ship with the tool]",
            HelpName = "DIR",
        };
        option.Validators.Add(result =>
        {
            foreach (var folder in result.Tokens.Where(t => !Directory.Exists(t.Value)))
                result.AddError($"--plugins: the directory '{folder.Value}' doesn't exist.");
        });
        return option;
    }

    public static Option<string[]> ReferenceRoots()
    {
        var option = new Option<string[]>("--reference-root")
        {
            Description = "An additional folder that the document can reference; can be repeated [default: only the document's own folder]",
            HelpName = "DIR",
        };
        option.Validators.Add(result =>
        {
            foreach (var folder in result.Tokens.Where(t => !Directory.Exists(t.Value)))
                result.AddError($"--reference-root: the directory '{folder.Value}' doesn't exist.");
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
                if (GatewayKit.Hosting.ListenUrl.FindError(url, schemes) is { } error)
                    result.AddError($"{name}: {error}");
            }
        });
        return option;
    }

    public static Option<string?> Redis() => new("--redis")
    {
        Description = "The Redis server that counters are shared in: HOST:PORT, or a connection string of StackExchange.Redis "
            + $"[default: {StockRedis.Variable} in the environment, otherwise none]",
        HelpName = "HOST:PORT",
    };

    public static Option<string?> Store() => new("--store")
    {
        Description = "The store with more configuration: a file of SQLite, such as gateway.db, or a connection string of PostgreSQL "
            + $"[default: {StockStore.Variable} in the environment, otherwise none]",
        HelpName = "STORE",
    };

    public static Option<string?> AdminKey() => new("--admin-key")
    {
        Description = "The key of the admin addresses: 16 to 512 characters, its hash, or ${env:NAME}; required if other machines can "
            + $"reach them [default: {StockAdmin.KeyVariable} in the environment, otherwise none]",
        HelpName = "KEY",
    };

    public static Option<LogLevel> LogLevel() => new("--log-level")
    {
        Description = "Minimum log level on stderr",
        HelpName = "LEVEL",
        DefaultValueFactory = _ => Microsoft.Extensions.Logging.LogLevel.Information,
    };

    public static Option<string?> LogFormat() => new("--log-format")
    {
        Description = "Log format: text or json [default: Logging__Console__FormatterName in the environment, otherwise text]",
        HelpName = "FORMAT",
    };

    /// <summary>Returns the addresses of an option. Several addresses in one text are separated by semicolons,
    /// as in ASPNETCORE_URLS.</summary>
    public static string[] Split(params IEnumerable<string> urls)
        => [.. urls.SelectMany(u => u.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
}
