using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Resources.GatewayApi;
using GatewayKit.Kubernetes.Translation;
using GatewayKit.Kubernetes.Translation.Memory;
using GatewayKit.Kubernetes.Translation.Routes;

namespace GatewayKit.Kubernetes.Tests.Translation;

internal static class TestTranslator
{
    public static Translator Create(IRouteTranslator<HttpRoute> http, IRouteTranslator<GrpcRoute> grpc)
        => Translator.Create(http, grpc, new FakeBackends());
}
