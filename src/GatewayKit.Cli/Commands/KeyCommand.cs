using System.CommandLine;
using GatewayKit.Authentication;

namespace GatewayKit.Cli.Commands;

/// <summary><c>gatewaykit key</c>: generates an API key.</summary>
internal static class KeyCommand
{
    public static Command Create()
    {
        var prefix = new Option<string>("--prefix")
        {
            Description = "The beginning of the key, which shows its purpose, such as shop_live_",
            HelpName = "TEXT",
            DefaultValueFactory = _ => ApiKey.DefaultPrefix,
        };
        var id = new Option<string?>("--id") { Description = "The name of the key in the configuration", HelpName = "TEXT" };
        var command = new Command("key", "Generate an API key for a consumer, and its credential for the configuration.") { prefix, id };
        command.SetAction(result => Write(result.GetRequiredValue(prefix), result.GetValue(id)));
        return command;
    }

    private static int Write(string prefix, string? id)
    {
        if (!ApiKey.IsPrefix(prefix))
        {
            throw new ToolException("--prefix: the prefix must be 1 to 32 letters, digits, hyphens and underscores, "
                + $"the last an underscore, such as {ApiKey.DefaultPrefix}.");
        }

        if (id is not null && (id.Length is 0 or > 64 || !id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_')))
            throw new ToolException("--id: the id must be 1 to 64 letters, digits, dots, hyphens and underscores.");

        var key = ApiKey.Create(prefix);
        var named = id is null ? "" : $"id: {id}, ";
        Console.WriteLine($"key: {key}");
        Console.WriteLine($"credential: {{ {named}prefix: {ApiKey.VisiblePart(key)}, keyHash: \"{CredentialKey.FromSecret(key)}\" }}");
        return 0;
    }
}
