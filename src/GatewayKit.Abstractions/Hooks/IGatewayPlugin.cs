namespace GatewayKit;

/// <summary>
/// A plugin: one class, bound to one place in the configuration and to one validated options record.
/// It takes part in an exchange through the hooks that it implements, such as <see cref="IRequestHook"/>.
/// </summary>
/// <remarks>
/// The class carries a <see cref="GatewayPluginAttribute{TOptions}"/>. Its constructor may ask for its options record,
/// <see cref="RouteInfo"/>, <see cref="PluginPlacement"/>, <see cref="IConsumerDirectory"/>, <see cref="ICounterStore"/>,
/// <see cref="IPluginWarnings"/>, <see cref="IPluginFiles"/>, <see cref="TimeProvider"/>, <c>ILogger&lt;T&gt;</c> and the host's other services. One instance serves many exchanges
/// at the same time, so what belongs to an exchange goes into <see cref="GatewayContext.State"/>, never into a field.
/// An instance that implements <see cref="IAsyncDisposable"/> or <see cref="IDisposable"/> is disposed when the
/// configuration that created it is replaced and its last exchange has ended.
/// </remarks>
#pragma warning disable CA1040 // An empty interface on purpose: it marks, the hooks do the work.
public interface IGatewayPlugin;
#pragma warning restore CA1040
