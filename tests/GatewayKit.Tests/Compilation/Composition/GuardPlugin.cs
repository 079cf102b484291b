namespace GatewayKit.Tests.Compilation.Composition;

[GatewayPlugin<JournalOptions>("guard", PluginStage.Authorization)]
public sealed class GuardPlugin(JournalOptions options) : JournalPlugin(options);
