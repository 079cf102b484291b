using Microsoft.CodeAnalysis;

namespace GatewayKit.Analyzers;

/// <summary>The descriptors of all rules. Each rule has a page in <c>docs/analyzers</c>.</summary>
internal static class Rules
{
    private const string Pages = "docs/analyzers/";

    public static readonly DiagnosticDescriptor ReflectionJson = new(
        "GWK0001", "Reflection-based JSON serialization",
        "'{0}' serializes '{1}' by reflection and caches its members until the process ends, so the plugin can't be unloaded; use a "
            + "source-generated JsonSerializerContext",
        RuleCategories.Unloading, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: Pages + "GWK0001.md");

    public static readonly DiagnosticDescriptor Dynamic = new(
        "GWK0002", "Use of dynamic",
        "'dynamic' caches the binding of each call until the process ends, so the plugin can't be unloaded; use a type, JsonNode or "
            + "a dictionary",
        RuleCategories.Unloading, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: Pages + "GWK0002.md");

    public static readonly DiagnosticDescriptor XmlSerializer = new(
        "GWK0003", "Use of XmlSerializer",
        "'{0}' generates an assembly that stays until the process ends, so the plugin can't be unloaded; use XmlReader, XmlWriter "
            + "or XDocument",
        RuleCategories.Unloading, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: Pages + "GWK0003.md");

    public static readonly DiagnosticDescriptor TypeDescriptor = new(
        "GWK0004", "Use of TypeDescriptor",
        "'{0}' caches type information until the process ends, so the plugin can't be unloaded; convert the value in code",
        RuleCategories.Unloading, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: Pages + "GWK0004.md");

    public static readonly DiagnosticDescriptor Validator = new(
        "GWK0005", "Use of the DataAnnotations Validator",
        "'{0}' caches the validated type until the process ends, so the plugin can't be unloaded; the gateway validates options records, "
            + "and IValidatedOptions adds custom rules",
        RuleCategories.Unloading, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: Pages + "GWK0005.md");

    public static readonly DiagnosticDescriptor Timer = new(
        "GWK0006", "Timer isn't disposed",
        "A timer references its callback until it is disposed, so the plugin can't be unloaded; {0}",
        RuleCategories.Unloading, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: Pages + "GWK0006.md");

    public static readonly DiagnosticDescriptor StaticEvent = new(
        "GWK0007", "Handler isn't removed from a process-wide event",
        "'{0}' outlives the plugin and references its handler, so the plugin can't be unloaded; unsubscribe in Dispose",
        RuleCategories.Unloading, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: Pages + "GWK0007.md");

    public static readonly DiagnosticDescriptor AsyncLocal = new(
        "GWK0008", "Static AsyncLocal",
        "Execution contexts keep the static AsyncLocal '{0}' and its value, so the plugin can't be unloaded; store the state of an "
            + "exchange in GatewayContext.State",
        RuleCategories.Unloading, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: Pages + "GWK0008.md");

    public static readonly DiagnosticDescriptor BlockingCall = new(
        "GWK0009", "Blocking call",
        "'{0}' blocks a thread that other exchanges need; await it",
        RuleCategories.HotPath, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: Pages + "GWK0009.md");

    public static readonly DiagnosticDescriptor AsyncVoid = new(
        "GWK0010", "Async void",
        "No caller can observe an exception of '{0}': it quarantines the plugin or ends the process; return a Task",
        RuleCategories.HotPath, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: Pages + "GWK0010.md");

    public static readonly DiagnosticDescriptor StoredExchange = new(
        "GWK0011", "Exchange is stored beyond its lifetime",
        "'{0}' stores an exchange whose objects are reused for another request when it ends; copy the required values",
        RuleCategories.HotPath, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: Pages + "GWK0011.md");

    public static readonly DiagnosticDescriptor RequestState = new(
        "GWK0012", "Exchange state is stored in a field",
        "'{0}' is shared by all concurrent exchanges; use a local or GatewayContext.State, or synchronize access to shared data",
        RuleCategories.HotPath, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: Pages + "GWK0012.md");

    public static readonly DiagnosticDescriptor SecretComparison = new(
        "GWK0013", "Secret isn't compared in constant time",
        "The duration of this comparison reveals how much of '{0}' matches; use CryptographicOperations.FixedTimeEquals or CredentialKey",
        RuleCategories.Security, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: Pages + "GWK0013.md");

    public static readonly DiagnosticDescriptor MissingAttribute = new(
        "GWK0014", "Plugin without the GatewayPlugin attribute",
        "'{0}' implements a hook, but has no name; add [GatewayPlugin<TOptions>(name, stage)]",
        RuleCategories.Contract, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: Pages + "GWK0014.md");

    public static readonly DiagnosticDescriptor ProcessExit = new(
        "GWK0015", "Plugin terminates the process",
        "'{0}' terminates the gateway and all its requests; answer with an error or throw an exception",
        RuleCategories.Contract, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: Pages + "GWK0015.md");

    public static readonly DiagnosticDescriptor WrittenResponse = new(
        "GWK0016", "Plugin writes the response",
        "'{0}' writes the response, so the hook fails; return HookResult.Respond, or use WrapResponseBody in a response hook",
        RuleCategories.Contract, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: Pages + "GWK0016.md");

    public static readonly DiagnosticDescriptor EarlyStatus = new(
        "GWK0017", "Status is set before there is a response",
        "'{0}' sets the status before there is a response, so the hook fails; return HookResult.Respond(new GatewayResponse(status))",
        RuleCategories.Contract, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: Pages + "GWK0017.md");

    public static readonly DiagnosticDescriptor ReadRequestBody = new(
        "GWK0018", "Plugin reads the request body",
        "'{0}' consumes the body that the upstream needs, so the hook fails; use BufferRequestBodyAsync or WrapRequestBody",
        RuleCategories.Contract, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: Pages + "GWK0018.md");

    public static readonly DiagnosticDescriptor WriteOnlyStream = new(
        "GWK0019", "Write-only stream wraps a body",
        "This '{0}' is write-only, but the gateway reads from the returned stream; return a stream that encodes while it is read",
        RuleCategories.Contract, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: Pages + "GWK0019.md");
}
