using System.Reflection;
using GatewayKit.Configuration.Binding;

namespace GatewayKit.Plugins;

/// <summary>Finds the plugin classes among types and checks that each follows the contract.</summary>
internal static class PluginScanner
{
    private static readonly (Type Hook, PluginHooks Flag)[] s_hooks =
    [
        (typeof(IAuthenticationHook), PluginHooks.Authentication),
        (typeof(IRequestHook), PluginHooks.Request),
        (typeof(IUpstreamRequestHook), PluginHooks.UpstreamRequest),
        (typeof(IResponseHook), PluginHooks.Response),
        (typeof(IErrorHook), PluginHooks.Error),
        (typeof(ICompletionHook), PluginHooks.Completion),
        (typeof(ICommandHook), PluginHooks.Command),
    ];

    public static IEnumerable<PluginType> Scan(IEnumerable<Type> types, PluginModule module)
    {
        var names = new Dictionary<string, Type>(StringComparer.OrdinalIgnoreCase);
        foreach (var type in types)
        {
            if (!typeof(IGatewayPlugin).IsAssignableFrom(type) || type is not { IsClass: true, IsAbstract: false })
                continue;

            var plugin = Describe(type, module);
            if (!names.TryAdd(plugin.Name, type))
                throw new PluginModuleException(
                    $"{names[plugin.Name].Name} and {type.Name} are both named '{plugin.Name}'; only one class can have a name.");

            yield return plugin;
        }
    }

    private static PluginType Describe(Type type, PluginModule module)
    {
        var attribute = type.GetCustomAttribute<GatewayPluginAttribute>()
            ?? throw new PluginModuleException(
                $"{type.Name} implements {nameof(IGatewayPlugin)} but doesn't have [GatewayPlugin<TOptions>(name, stage)].");
        if (!IsKebabCase(attribute.Name))
            throw new PluginModuleException($"{type.Name} is named '{attribute.Name}'; a name must be in kebab-case, such as 'key-auth'.");
        if (type.GetConstructors() is not [var constructor])
            throw new PluginModuleException($"{type.Name} must have exactly one public constructor.");

        var hooks = s_hooks.Where(h => h.Hook.IsAssignableFrom(type)).Aggregate(PluginHooks.None, (all, h) => all | h.Flag);
        if (hooks == PluginHooks.None)
            throw new PluginModuleException($"{type.Name} doesn't implement a hook such as {nameof(IRequestHook)}.");

        var credential = type.GetCustomAttribute<ConsumerCredentialAttribute>();
        return new PluginType
        {
            Name = attribute.Name,
            Stage = attribute.Stage,
            Hooks = hooks,
            Type = type,
            OptionsType = attribute.OptionsType,
            CredentialName = credential?.Type,
            CredentialType = credential?.CredentialType,
            AnswersPreflight = attribute.AnswersPreflight,
            AcceptsEveryCaller = attribute.AcceptsEveryCaller,
            NeedsConsumer = attribute.NeedsConsumer,
            RejectsOnError = attribute.RejectsOnError,
            OnlyChangesMessages = attribute.OnlyChangesMessages,
            NamesClusters = ClusterIds.AreIn(attribute.OptionsType),
            IsPerRoute = constructor.GetParameters().Any(p => p.ParameterType == typeof(RouteInfo)),
            SendsSubrequests = constructor.GetParameters().Any(p => p.ParameterType == typeof(ISubrequestSender)),
            Module = module,
        };
    }

    private static bool IsKebabCase(string name)
        => name.Length is > 0 and <= 64 && name.All(c => c is '-' or (>= 'a' and <= 'z') or (>= '0' and <= '9'))
            && name[0] is >= 'a' and <= 'z' && name[^1] != '-' && !name.Contains("--", StringComparison.Ordinal);
}
