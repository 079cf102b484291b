using System.Collections.Immutable;
using GatewayKit.Configuration.Nodes;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Translation.Memory;

namespace GatewayKit.Kubernetes.Translation.Plugins;

/// <summary>Reads the options of a credential from a Secret: each key is the path of an option, such as <c>keyHash</c>.</summary>
internal static class CredentialOptions
{
    private const int MostKeys = 64;

    public static ConfigNode? Read(ResourceName name, string source, Lookups lookups, List<string> problems)
    {
        if (lookups.Read(Sources.Secrets, name) is not { } secret)
            return Refuse($"Secret '{name.Name}' doesn't exist.", problems);
        if (secret.Data is not { Count: > 0 and <= MostKeys } data)
            return Refuse($"Secret '{name.Name}' must have 1 to {MostKeys} keys.", problems);

        var values = ImmutableDictionary.CreateBuilder<string, ConfigNode>(StringComparer.Ordinal);
        foreach (var (key, bytes) in data)
        {
            if (!OptionPath.TryParse(key, out _) || OptionSources.Text(bytes) is not { } text)
                return Refuse($"The key '{key}' of Secret '{name.Name}' isn't an option with text in UTF-8.", problems);
            values.Add(key, ConfigScalar.Secret(
                text, $"${{secret:{name.Name}/{key}}}", new ConfigLocation($"{source}: Secret '{name.Name}'")));
        }

        return OptionNodes.Of(null, values.ToImmutable(), $"{source}: Secret '{name.Name}'", problems);
    }

    private static ConfigNode? Refuse(string problem, List<string> problems)
    {
        problems.Add(problem);
        return null;
    }
}
