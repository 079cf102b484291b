using GatewayKit.Kubernetes.Resources;

namespace GatewayKit.Kubernetes.Translation;

/// <summary>Translates the resources of a cluster to a configuration and statuses.</summary>
internal interface ITranslator
{
    /// <summary>A function of its arguments alone: it reads no clock, file or network.</summary>
    /// <param name="state">The resources.</param>
    /// <param name="options">The settings.</param>
    /// <param name="previous">The previous result, whose objects are kept where nothing has changed; null for the first one.</param>
    Translation Translate(ClusterState state, TranslationOptions options, Translation? previous);
}
