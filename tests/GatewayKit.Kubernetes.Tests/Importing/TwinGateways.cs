using System.Net;
using GatewayKit.Kubernetes.Importing;
using GatewayKit.Kubernetes.Manifests;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Tests.Translation;
using GatewayKit.Kubernetes.Translation;

namespace GatewayKit.Kubernetes.Tests.Importing;

/// <summary>Two gateways of the same cluster: one serves its Ingresses, the other one what their import has written.</summary>
internal sealed class TwinGateways : IAsyncDisposable
{
    private const string Class = """
        apiVersion: gateway.networking.k8s.io/v1
        kind: GatewayClass
        metadata: { name: gatewaykit }
        spec: { controllerName: gatewaykit.io/gateway-controller }
        ---
        apiVersion: v1
        kind: Namespace
        metadata: { name: team, labels: { kubernetes.io/metadata.name: team } }
        ---
        apiVersion: v1
        kind: Namespace
        metadata: { name: other, labels: { kubernetes.io/metadata.name: other } }
        """;

    private TwinGateways(ListeningGateway ingress, ListeningGateway imported, IngressNginxResult import)
        => (Ingress, Imported, Import) = (ingress, imported, import);

    public ListeningGateway Ingress { get; }

    public ListeningGateway Imported { get; }

    public IngressNginxResult Import { get; }

    /// <summary>Starts both.</summary>
    /// <param name="ingresses">The manifests of Ingresses.</param>
    /// <param name="others">The manifests of all other resources.</param>
    /// <param name="endpoints">The Services with their endpoints.</param>
    public static async Task<TwinGateways> StartAsync(string ingresses, string others, RouteScene endpoints)
    {
        var import = IngressNginxImport.Convert(ManifestSet.Parse($"{others}\n---\n{ingresses}", "ingresses.yaml"));
        var rest = ClusterState.Empty.Apply(Class).Apply(others);
        rest = rest with
        {
            Services = rest.Services.SetItems(endpoints.State.Services),
            SlicesByService = endpoints.State.SlicesByService,
        };
        var imported = rest.Apply(string.Join("---\n", import.Manifests.Select(manifest => manifest.Yaml)));
        return new TwinGateways(
            await ListeningGateway.StartAsync(Translate(rest.Apply(ingresses))),
            await ListeningGateway.StartAsync(Translate(imported)), import);
    }

    /// <summary>Sends a request to both, and returns the common answer. Only responses of Ingresses name the gateway, because only their
    /// conformance suite asks for it.</summary>
    public async Task<string> AskAsync(string method, string url, Version? version = null, params (string Name, string Value)[] headers)
    {
        version ??= HttpVersion.Version11;
        var expected = WithoutServer(await Ingress.AskAsync(method, url, version, headers));
        Assert.Equal(expected, await Imported.AskAsync(method, url, version, headers));
        return expected;
    }

    /// <summary>Does the same for a client with a certificate.</summary>
    public async Task<string> AskCertifiedAsync(string url)
    {
        var expected = WithoutServer(await Ingress.AskCertifiedAsync(url));
        Assert.Equal(expected, await Imported.AskCertifiedAsync(url));
        return expected;
    }

    public async ValueTask DisposeAsync()
    {
        await Ingress.DisposeAsync();
        await Imported.DisposeAsync();
    }

    private static string WithoutServer(string answer) => answer.Replace("Server: GatewayKit\n", "", StringComparison.Ordinal);

    private static Configuration.GatewayConfig Translate(ClusterState state)
        => Translator.Create().Translate(
            state, new TranslationOptions { Addresses = AddressMode.Loopback, IngressClass = "nginx" }, null).Config;
}
