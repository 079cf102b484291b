namespace GatewayKit.Tests.Compilation.Composition;

[GatewayPlugin<JournalOptions>("early", PluginStage.Diagnostics)]
public sealed class EarlyPlugin(JournalOptions options) : JournalPlugin(options);
