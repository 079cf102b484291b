namespace GatewayKit.Tests.Pipeline.Composition;

[GatewayPlugin<JournalOptions>("late", PluginStage.Traffic)]
public sealed class LatePlugin(JournalOptions options) : JournalPlugin(options);
