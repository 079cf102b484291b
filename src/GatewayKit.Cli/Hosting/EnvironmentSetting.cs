using Microsoft.Extensions.Configuration;

namespace GatewayKit.Cli.Hosting;

/// <summary>A setting of the stock host that only the environment has.</summary>
internal static class EnvironmentSetting
{
    /// <summary>Sets it, unless the variable is missing or empty.</summary>
    /// <exception cref="ToolException">The text is invalid.</exception>
    public static void Apply(IConfiguration environment, string name, Action<string> set)
    {
        if (environment[name] is not { Length: > 0 } text)
            return;

        try
        {
            set(text);
        }
        catch (Exception error) when (error is FormatException or ArgumentException or OverflowException)
        {
            throw new ToolException($"{name} is '{text}'. {error.Message}", error);
        }
    }
}
