using System.Collections.Immutable;
using System.Text;
using GatewayKit.Configuration.Nodes;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Resources.Plugins;
using GatewayKit.Kubernetes.Translation.Memory;

namespace GatewayKit.Kubernetes.Translation.Plugins;

/// <summary>Reads the values of options from Secrets and ConfigMaps of the plugin's own namespace.</summary>
internal static class OptionSources
{
    private static readonly UTF8Encoding s_strictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Returns the values by path.</summary>
    public static ImmutableDictionary<string, ConfigNode> Read(
        ImmutableArray<OptionSource> sources, string ns, string source, Lookups lookups, List<string> problems)
    {
        var values = ImmutableDictionary.CreateBuilder<string, ConfigNode>(StringComparer.Ordinal);
        for (var i = 0; i < sources.Length; i++)
        {
            var at = $"spec.optionsFrom[{i}]";
            if (!OptionPath.TryParse(sources[i].Path, out var path))
                problems.Add($"{at}.path must be the path of an option, such as clientSecret or keys[0].value.");
            else if (Read(sources[i], ns, new ConfigLocation($"{source}: {at}"), at, lookups, problems) is { } value
                && !values.TryAdd(path.ToString(), value))
                problems.Add($"{at}.path is '{path}', which another source already sets.");
        }

        return values.ToImmutable();
    }

    private static ConfigNode? Read(
        OptionSource source, string ns, ConfigLocation location, string at, Lookups lookups, List<string> problems)
        => (source.SecretKeyRef, source.ConfigMapKeyRef, source.SecretRef) switch
        {
            ({ } secret, null, null) => OfSecret(secret, ns, location, at, lookups, problems),
            (null, { } map, null) => OfConfigMap(map, ns, location, at, lookups, problems),
            (null, null, { } secret) => OfWholeSecret(secret, ns, location, at, lookups, problems),
            _ => Refuse($"{at} must have one of 'secretKeyRef', 'configMapKeyRef' and 'secretRef'.", problems),
        };

    private static ConfigScalar? OfSecret(
        KeyReference key, string ns, ConfigLocation location, string at, Lookups lookups, List<string> problems)
    {
        if (lookups.Read(Sources.Secrets, new ResourceName(ns, key.Name)) is not { } secret)
            return Refuse($"{at}: Secret '{key.Name}' doesn't exist.", problems);
        if (secret.Data?.TryGetValue(key.Key, out var bytes) != true || bytes is null)
            return Refuse($"{at}: Secret '{key.Name}' doesn't have the key '{key.Key}'.", problems);
        if (Text(bytes) is not { } text)
            return Refuse($"{at}: the key '{key.Key}' of Secret '{key.Name}' isn't text in UTF-8.", problems);

        return ConfigScalar.Secret(text, $"${{secret:{key.Name}/{key.Key}}}", location);
    }

    private static ConfigMapping? OfWholeSecret(
        NameReference name, string ns, ConfigLocation location, string at, Lookups lookups, List<string> problems)
    {
        if (lookups.Read(Sources.Secrets, new ResourceName(ns, name.Name)) is not { } secret)
        {
            problems.Add($"{at}: Secret '{name.Name}' doesn't exist.");
            return null;
        }

        var entries = new List<KeyValuePair<string, ConfigNode>>();
        var keys = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, bytes) in secret.Data ?? new Dictionary<string, byte[]>())
        {
            if (!keys.Add(key))
                problems.Add($"{at}: Secret '{name.Name}' has several keys '{key}' that differ only in case.");
            else if (Text(bytes) is { } text)
                entries.Add(new(key, ConfigScalar.Secret(text, $"${{secret:{name.Name}/{key}}}", location)));
            else
                problems.Add($"{at}: the key '{key}' of Secret '{name.Name}' isn't text in UTF-8.");
        }

        return new ConfigMapping(entries, location);
    }

    private static ConfigScalar? OfConfigMap(
        KeyReference key, string ns, ConfigLocation location, string at, Lookups lookups, List<string> problems)
    {
        if (lookups.Read(Sources.ConfigMaps, new ResourceName(ns, key.Name)) is not { } map)
            return Refuse($"{at}: ConfigMap '{key.Name}' doesn't exist.", problems);
        if (map.Data?.TryGetValue(key.Key, out var text) != true || text is null)
            return Refuse($"{at}: ConfigMap '{key.Name}' doesn't have the key '{key.Key}'.", problems);

        return new ConfigScalar(text, location);
    }

    /// <summary>Returns the text of a value of a Secret; null if it isn't text.</summary>
    public static string? Text(byte[] bytes)
    {
        try
        {
            return s_strictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static ConfigScalar? Refuse(string problem, List<string> problems)
    {
        problems.Add(problem);
        return null;
    }
}
