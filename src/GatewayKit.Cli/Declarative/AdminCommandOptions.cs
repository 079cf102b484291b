using System.CommandLine;

namespace GatewayKit.Cli.Declarative;

/// <summary>The options with which commands reach the admin API of a gateway.</summary>
internal sealed class AdminCommandOptions
{
    private const string KeyVariable = "GATEWAYKIT_ADMIN_KEY";
    private const string DefaultUrl = "http://127.0.0.1:9000";

    private readonly Option<string?> _url = new("--admin")
    {
        Description = "The admin address of the gateway",
        HelpName = "URL",
        DefaultValueFactory = _ => DefaultUrl,
    };

    private readonly Option<string?> _key = new("--admin-key")
    {
        Description = $"A key of the admin API [default: {KeyVariable} in the environment, which other users of the machine can't see]",
        HelpName = "KEY",
    };

    public AdminCommandOptions()
    {
    }

    /// <summary>Initializes options that a command can do without.</summary>
    /// <param name="description">The description of <c>--admin</c>.</param>
    public AdminCommandOptions(string description)
        => (_url.Description, _url.DefaultValueFactory) = (description, null);

    /// <summary>Returns whether an address is given.</summary>
    public bool IsGiven(ParseResult result) => result.GetValue(_url) is not null;

    public void AddTo(Command command)
    {
        command.Add(_url);
        command.Add(_key);
    }

    /// <exception cref="ToolException">The address is invalid.</exception>
    public AdminClient Connect(ParseResult result)
    {
        var text = result.GetValue(_url)!;
        if (!Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https")
            || url.UserInfo.Length > 0 || url.Query.Length > 0)
            throw new ToolException("--admin: it must be an http or https URL without a user, such as http://127.0.0.1:9000.");

        var key = result.GetValue(_key) ?? Environment.GetEnvironmentVariable(KeyVariable);
        if (key is { Length: > 0 } && url is { Scheme: "http", IsLoopback: false })
            ErrorList.Write($"warning: the key is sent to another machine without TLS{ThroughProxy(url)}.");
        return new AdminClient(url, key is { Length: > 0 } ? key : null);
    }

    /// <summary>Returns the address of the proxy that reads the key, without its user and password.</summary>
    private static string ThroughProxy(Uri url)
        => !HttpClient.DefaultProxy.IsBypassed(url) && HttpClient.DefaultProxy.GetProxy(url) is { } proxy && proxy != url
            ? $", through the proxy {proxy.Authority}, which can read it"
            : "";
}
