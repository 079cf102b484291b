using GatewayKit.Configuration;
using GatewayKit.Kubernetes.Manifests;
using GatewayKit.Kubernetes.Translation;
using GatewayKit.Kubernetes.Translation.Memory;

namespace GatewayKit.Kubernetes.Importing;

/// <summary>
/// Converts Ingresses of ingress-nginx to resources of the Gateway API with plugins. The gateway treats requests to them as it treats
/// requests to the Ingresses themselves.
/// </summary>
public static class IngressNginxImport
{
    /// <summary>Converts all Ingresses of manifests. Services, Secrets, ConfigMaps and IngressClasses are used; all other resources have
    /// no effect.</summary>
    /// <param name="manifests">The manifests.</param>
    /// <param name="options">The settings; null for the defaults.</param>
    /// <returns>The resources, and warnings about the parts that were not imported. If one of them can protect a path, requests to it get
    /// the status 503.</returns>
    /// <exception cref="GatewayConfigException">The manifests have errors.</exception>
    public static IngressNginxResult Convert(ManifestSet manifests, IngressNginxOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(manifests);
        if (manifests.Errors.Count > 0)
            throw new GatewayConfigException(manifests.Errors);

        options ??= new IngressNginxOptions();
        var warnings = new ImportWarnings();
        var state = new ImportInput(options, warnings).Read(manifests);
        var memo = new TranslationMemo();
        memo.Begin(state, new TranslationOptions { IngressClass = ImportInput.Class });
        var result = new IngressConversion(new Lookups(memo), options, warnings).Convert();
        memo.End();
        return result with
        {
            Ingresses = state.Ingresses.Count,
            Warnings = [.. manifests.Warnings.Where(IsOfIngress).Select(warning => warning.ToString()), .. result.Warnings],
        };
    }

    private static bool IsOfIngress(ConfigError warning) => warning.Where.StartsWith("Ingress ", StringComparison.Ordinal);
}
