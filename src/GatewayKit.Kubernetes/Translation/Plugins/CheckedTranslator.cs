using System.Collections.Immutable;
using GatewayKit.Configuration;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Resources.Plugins;

namespace GatewayKit.Kubernetes.Translation.Plugins;

/// <summary>
/// Translates, and checks each new version of a GatewayPlugin with the plugins that are loaded. If one is rejected, or isn't any more, the
/// state is translated again with this knowledge: statuses tell it, and only the routes with the plugin fail.
/// </summary>
/// <param name="translator">The translator.</param>
/// <param name="checker">Checks entries.</param>
internal sealed class CheckedTranslator(ITranslator translator, PluginChecker checker) : ITranslator
{
    public Translation Translate(ClusterState state, TranslationOptions options, Translation? previous)
    {
        state = state with { PluginRejections = checker.Rejections };
        var translation = translator.Translate(state, options, previous);
        return checker.Update(translation.PluginEntries)
            ? translator.Translate(state with { PluginRejections = checker.Rejections }, options, translation)
            : translation;
    }
}
