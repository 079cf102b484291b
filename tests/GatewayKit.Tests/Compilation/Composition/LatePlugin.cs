namespace GatewayKit.Tests.Compilation.Composition;

[GatewayPlugin<JournalOptions>("late", PluginStage.Traffic)]
public sealed class LatePlugin(JournalOptions options) : JournalPlugin(options);
