namespace GatewayKit.Tests.Pipeline.Composition;

[GatewayPlugin<JournalOptions>("early", PluginStage.Diagnostics)]
public sealed class EarlyPlugin(JournalOptions options) : JournalPlugin(options);
