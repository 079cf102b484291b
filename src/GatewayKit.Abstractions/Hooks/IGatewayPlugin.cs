namespace GatewayKit;

/// <summary>
/// A plugin: one class, bound to one location in the configuration and one validated options record.
/// It takes part in an exchange through the hooks that it implements, such as <see cref="IRequestHook"/>.
/// </summary>
/// <remarks>
/// The class carries a <see cref="GatewayPluginAttribute{TOptions}"/>. Its constructor may ask for its options record,
/// <see cref="RouteInfo"/>, <see cref="PluginPlacement"/>, <see cref="IConsumerDirectory"/>, <see cref="ICounterStore"/>,
/// <see cref="IPluginWarnings"/>, <see cref="IPluginFiles"/>, <see cref="TimeProvider"/>, <c>ILogger&lt;T&gt;</c> and the host's other services.
/// One instance serves many exchanges concurrently, so keep data of an exchange in <see cref="GatewayContext.State"/>, never in a field.
/// An instance that implements <see cref="IAsyncDisposable"/> or <see cref="IDisposable"/> is disposed when the
/// configuration that created it has been replaced and its last exchange has ended.
/// </remarks>
#pragma warning disable CA1040 // Empty by design: a marker for plugins. The hook interfaces have the members.
public interface IGatewayPlugin;
#pragma warning restore CA1040
