using System.Security.Cryptography;
using System.Text.Json;
using GatewayKit.Kubernetes.Election;
using GatewayKit.Kubernetes.Keeping;
using GatewayKit.Kubernetes.Translation;
using k8s;

namespace GatewayKit.Kubernetes.Hosting;

/// <summary>The settings of all parts, from the options, the environment and the kubeconfig.</summary>
internal sealed record KubernetesSettings
{
    private const string DefaultNamespace = "default";

    public required KubernetesClientConfiguration Client { get; init; }

    public required PodEnvironment Pod { get; init; }

    public required TranslationOptions Translation { get; init; }

    /// <summary>The election; null if this gateway always writes.</summary>
    public ElectionSettings? Election { get; init; }

    public required IReadOnlyList<string> Namespaces { get; init; }

    public KeptCopySettings KeptCopy { get; init; } = new();

    /// <exception cref="InvalidOperationException">There is no valid kubeconfig.</exception>
    public static KubernetesSettings Create(KubernetesOptions options, PodEnvironment pod)
    {
        if (options.KeptCopyMaxAge <= TimeSpan.Zero)
            throw new ArgumentOutOfRangeException(nameof(options), options.KeptCopyMaxAge, "KeptCopyMaxAge must be more than zero.");

        var client = ClusterAccess.Read(options, pod);
        return new KubernetesSettings
        {
            Client = client,
            Pod = pod,
            Namespaces = [.. options.Namespaces],
            Translation = CreateTranslation(options, pod),
            KeptCopy = new KeptCopySettings
            {
                Folder = options.KeptCopyFolder is { } folder ? Path.GetFullPath(folder) : null,
                MaxAge = options.KeptCopyMaxAge,
                Cluster = HashOf(options, client),
            },
            Election = !options.UsesElection ? null : new ElectionSettings
            {
                Namespace = options.LeaseNamespace ?? pod.Namespace ?? client.Namespace ?? DefaultNamespace,
                Name = options.LeaseName ?? pod.Lease ?? options.ControllerName.Replace('/', '.').ToLowerInvariant(),
                Identity = $"{pod.Name ?? Environment.MachineName}_{Guid.NewGuid():N}",
            },
        };
    }

    /// <summary>Returns the settings for manifests without a cluster.</summary>
    public static TranslationOptions ForManifests(KubernetesOptions options) => new()
    {
        ControllerName = options.ControllerName,
        IngressClass = options.IngressClass,
        Addresses = AddressMode.Loopback,
        PublishedAddresses = ["127.0.0.1"],

        // The namespace of the chart: policies there can target a GatewayClass.
        PodNamespace = "gatewaykit-system",
    };

    /// <summary>Returns a hash of the API server and of the options that select resources. Addresses such as <c>10.96.0.1</c> are those of
    /// many clusters; their authorities differ.</summary>
    private static string HashOf(KubernetesOptions options, KubernetesClientConfiguration client)
        => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes((string[])
        [
            client.Host,
            options.ControllerName,
            options.IngressClass,
            .. options.Namespaces.Order(StringComparer.Ordinal),
            "/",
            .. (client.SslCaCerts ?? []).Select(authority => authority.GetCertHashString(HashAlgorithmName.SHA256))
                .Order(StringComparer.Ordinal),
        ])));

    private static TranslationOptions CreateTranslation(KubernetesOptions options, PodEnvironment pod)
    {
        var mode = options.Addresses switch
        {
            KubernetesAddresses.Service => AddressMode.Service,
            KubernetesAddresses.Loopback => AddressMode.Loopback,
            KubernetesAddresses.Direct => AddressMode.Direct,
            _ => pod.IsPod ? AddressMode.Service : AddressMode.Loopback,
        };
        var (http, https) = mode == AddressMode.Service ? (8080, 8443) : (80, 443);
        return new TranslationOptions
        {
            ControllerName = options.ControllerName,
            IngressClass = options.IngressClass,
            Addresses = mode,
            PublishedAddresses = options.PublishedAddresses.Count > 0 ? [.. options.PublishedAddresses]
                : mode == AddressMode.Loopback ? ["127.0.0.1"] : [],
            PodLabels = pod.Labels,
            PodNamespace = pod.Namespace,
            IngressService = pod.ToName(options.IngressService ?? pod.IngressService),
            IngressHttpPort = options.IngressHttpPort ?? http,
            IngressHttpsPort = options.IngressHttpsPort ?? https,
        };
    }
}
