using Microsoft.CodeAnalysis;

namespace GatewayKit.Analyzers;

/// <summary>Every rule. Each has a page in <c>docs/analyzers</c>.</summary>
internal static class Rules
{
    private const string Pages = "docs/analyzers/";

    public static readonly DiagnosticDescriptor ReflectionJson = new(
        "GWK0001", "JSON by reflection",
        "'{0}' finds the members of '{1}' by reflection and keeps them for good, so the plugin can't be unloaded; use a source-generated JsonSerializerContext",
        RuleCategories.Unloading, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: Pages + "GWK0001.md");

    public static readonly DiagnosticDescriptor Dynamic = new(
        "GWK0002", "dynamic",
        "'dynamic' caches how each call was bound for good, so the plugin can't be unloaded; use a type, JsonNode or a dictionary",
        RuleCategories.Unloading, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: Pages + "GWK0002.md");

    public static readonly DiagnosticDescriptor XmlSerializer = new(
        "GWK0003", "XmlSerializer",
        "'{0}' generates an assembly that is kept for good, so the plugin can't be unloaded; use XmlReader, XmlWriter or XDocument",
        RuleCategories.Unloading, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: Pages + "GWK0003.md");

    public static readonly DiagnosticDescriptor TypeDescriptor = new(
        "GWK0004", "TypeDescriptor",
        "'{0}' caches what it found out about a type for good, so the plugin can't be unloaded; convert in code",
        RuleCategories.Unloading, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: Pages + "GWK0004.md");

    public static readonly DiagnosticDescriptor Validator = new(
        "GWK0005", "DataAnnotations Validator",
        "'{0}' caches the validated type for good, so the plugin can't be unloaded; the gateway validates options records, and IValidatedOptions adds rules to them",
        RuleCategories.Unloading, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: Pages + "GWK0005.md");

    public static readonly DiagnosticDescriptor Timer = new(
        "GWK0006", "Timer that is never disposed",
        "A timer holds its callback until it is disposed, so the plugin can't be unloaded; {0}",
        RuleCategories.Unloading, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: Pages + "GWK0006.md");

    public static readonly DiagnosticDescriptor StaticEvent = new(
        "GWK0007", "Event of the process that is never unsubscribed from",
        "'{0}' outlives the plugin and holds its handler, so the plugin can't be unloaded; unsubscribe in Dispose",
        RuleCategories.Unloading, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: Pages + "GWK0007.md");

    public static readonly DiagnosticDescriptor AsyncLocal = new(
        "GWK0008", "Static AsyncLocal",
        "The static AsyncLocal '{0}' stays in every execution context that has seen it, so the plugin can't be unloaded; keep the state of an exchange in GatewayContext.State",
        RuleCategories.Unloading, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: Pages + "GWK0008.md");

    public static readonly DiagnosticDescriptor BlockingCall = new(
        "GWK0009", "Blocking call",
        "'{0}' blocks a thread that other exchanges need; await it",
        RuleCategories.HotPath, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: Pages + "GWK0009.md");

    public static readonly DiagnosticDescriptor AsyncVoid = new(
        "GWK0010", "async void",
        "What '{0}' throws reaches nobody who awaits it: it gets the plugin quarantined, or ends the process; return a Task",
        RuleCategories.HotPath, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: Pages + "GWK0010.md");

    public static readonly DiagnosticDescriptor KeptExchange = new(
        "GWK0011", "Exchange kept beyond its end",
        "'{0}' keeps an exchange beyond its end, when its objects serve another one; copy the values that are needed",
        RuleCategories.HotPath, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: Pages + "GWK0011.md");

    public static readonly DiagnosticDescriptor RequestState = new(
        "GWK0012", "State of an exchange in a field",
        "'{0}' is shared by all exchanges that run at the same time; use a local or GatewayContext.State, or guard what is meant to be shared",
        RuleCategories.HotPath, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: Pages + "GWK0012.md");

    public static readonly DiagnosticDescriptor SecretComparison = new(
        "GWK0013", "Secret compared in variable time",
        "How long this comparison takes tells how much of '{0}' was right; use CryptographicOperations.FixedTimeEquals or CredentialKey",
        RuleCategories.Security, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: Pages + "GWK0013.md");

    public static readonly DiagnosticDescriptor UnmarkedPlugin = new(
        "GWK0014", "Plugin without its attribute",
        "'{0}' is a plugin without a name; give it [GatewayPlugin<TOptions>(name, stage)]",
        RuleCategories.Contract, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: Pages + "GWK0014.md");

    public static readonly DiagnosticDescriptor EndsProcess = new(
        "GWK0015", "Plugin that ends the process",
        "'{0}' ends the gateway with everything it serves; answer with an error or throw",
        RuleCategories.Contract, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: Pages + "GWK0015.md");

    public static readonly DiagnosticDescriptor WrittenResponse = new(
        "GWK0016", "Response written by a plugin",
        "'{0}' writes the response, which only the gateway does: the hook fails; describe the answer with HookResult.Respond, or use WrapResponseBody in a response hook",
        RuleCategories.Contract, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: Pages + "GWK0016.md");

    public static readonly DiagnosticDescriptor EarlyStatus = new(
        "GWK0017", "Status set before there is a response",
        "'{0}' sets the status of a response that hasn't come yet: the hook fails; answer with HookResult.Respond(new GatewayResponse(status))",
        RuleCategories.Contract, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: Pages + "GWK0017.md");

    public static readonly DiagnosticDescriptor ReadRequestBody = new(
        "GWK0018", "Request body read by a plugin",
        "'{0}' takes the request's body from the upstream: the hook fails; use BufferRequestBodyAsync or WrapRequestBody",
        RuleCategories.Contract, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: Pages + "GWK0018.md");

    public static readonly DiagnosticDescriptor PushedStream = new(
        "GWK0019", "Stream to write to put between bodies",
        "This '{0}' is written to, but the gateway reads from what the function returns; return a stream that encodes while it is read",
        RuleCategories.Contract, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: Pages + "GWK0019.md");
}
