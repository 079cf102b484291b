using System.Collections.Immutable;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Nodes;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Resources.Plugins;
using GatewayKit.Kubernetes.Translation.Memory;

namespace GatewayKit.Kubernetes.Translation.Plugins;

/// <summary>Creates the entry of a GatewayPlugin. The core checks its options against the plugin.</summary>
internal static class PluginEntries
{
    private const string Invalid = "Invalid";

    public static ResolvedPlugin Create(GatewayPlugin plugin, Lookups lookups)
    {
        var name = ResourceName.Of(plugin);
        var spec = plugin.Spec;
        var problems = new List<string>();
        if (spec.Plugin.Length == 0)
            problems.Add("spec.plugin is missing; it must be the name of a plugin.");
        var stage = Member<PluginStage>(spec.Stage, "stage", problems);
        var onError = Member<PluginErrorPolicy>(spec.OnError, "onError", problems);
        var timeout = PluginEntry.DefaultTimeout;
        if (spec.Timeout is { } text && !Duration.TryParse(text, out timeout))
            problems.Add($"spec.timeout is '{text}'; it must be a duration such as 500ms or 30s.");

        var source = $"gatewayplugin {name}";
        var (options, key) = TypedOptions.Of(spec, problems);
        var values = OptionSources.Read(spec.OptionsFrom, name.Namespace, source, lookups, problems);
        var node = problems.Count > 0 || (options is null && values.IsEmpty)
            ? null
            : OptionNodes.Of(options, values, $"{source}: spec.{key}", problems);
        if (problems.Count > 0)
            return new ResolvedPlugin(null, new Problem(Invalid, string.Join(" ", problems)));

        return new ResolvedPlugin(
            new PluginEntry
            {
                Name = spec.Plugin,
                Id = spec.Id,
                Stage = stage,
                Enabled = spec.Enabled,
                Timeout = timeout,
                OnError = onError ?? PluginErrorPolicy.Reject,
                Options = node,
                Tenant = name.Namespace,
                IsRemoteOnly = lookups.Options.IsRemoteOnly(name.Namespace),
                Location = new ConfigLocation(source),
            },
            null);
    }

    private static T? Member<T>(string? text, string key, List<string> problems)
        where T : struct, Enum
    {
        if (string.IsNullOrEmpty(text))
            return null;
        if (!char.IsAsciiDigit(text[0]) && Enum.TryParse<T>(text, ignoreCase: true, out var member) && Enum.IsDefined(member))
            return member;

        problems.Add($"spec.{key} is '{text}'; it must be {string.Join(", ", Enum.GetNames<T>().Select(n => n.ToLowerInvariant()))}.");
        return null;
    }
}
