using System.Collections.Concurrent;
using System.Collections.Frozen;
using GatewayKit.OpenApi;
using GatewayKit.OpenApi.Http;
using GatewayKit.OpenApi.Mocking;

namespace GatewayKit.Plugins.Mock;

/// <summary>Mocks an OpenAPI document.</summary>
internal sealed class DocumentMock : IMock
{
    private readonly ConcurrentDictionary<object, GatewayResponse> _prepared = new(ReferenceEqualityComparer.Instance);
    private readonly MockEngine _engine;
    private readonly RoutedOperations _operations;
    private readonly MockMode _mode;
    private readonly FrozenDictionary<string, MockMode> _modes;

    private DocumentMock(MockEngine engine, MockOptions options)
    {
        _engine = engine;
        _operations = new RoutedOperations(engine.Match);
        _mode = options.Mode;
        _modes = options.Operations.ToFrozenDictionary(
            o => o.Key,
            o => o.Value.Mode ?? (options.Mode == MockMode.Unimplemented ? MockMode.Always : options.Mode),
            StringComparer.Ordinal);
    }

    /// <summary>Reads the document and validates the options that refer to it.</summary>
    /// <exception cref="PluginOptionsException">The document or one of these options isn't valid.</exception>
    public static DocumentMock Load(MockOptions options, PluginPlacement placement, IPluginWarnings warnings, IPluginFiles files)
    {
        var document = OpenApiFiles.Load("openapi", options.Openapi!, placement, warnings, files, referenceRoots: options.ReferenceRoots);
        var engine = EngineOptions(options) with
        {
            Fixtures = options.Fixtures is null ? null : FixtureMock.Read(options.Fixtures, placement, files),
        };
        var errors = engine.Check(document);
        return errors.Count > 0
            ? throw new PluginOptionsException([.. errors.Select(error => new OptionsError(error.Option, error.Message))])
            : new DocumentMock(new MockEngine(document, engine), options);
    }

    public MockCall? Take(GatewayContext context)
    {
        var request = ApiRequests.Of(context.Http);
        var match = _operations.Match(context, request.Method, request.Path);
        var mode = context.Route.ClusterId is null ? MockMode.Always
            : match.Operation is { } operation && _modes.TryGetValue(operation.Key, out var own) ? own
            : _mode;

        // Operations that aren't in the document are left to the upstream.
        return match.Operation is null && mode != MockMode.Always ? null : new MockCall(mode) { Request = request, Match = match };
    }

    public MockedResponse? Answer(GatewayContext context, MockCall call)
    {
        var request = RequestBodies.Decode(call, out var problem);
        var answer = _engine.Answer(request, call.Match, new MockContext
        {
            Caller = context.Consumer?.Name,
            LacksBody = call.Body is null && ApiRequests.HasBody(context.Http),
            BodyProblem = problem,
        });
        var response = answer.IsPrepared
            ? _prepared.GetOrAdd((object?)answer.Problem ?? answer.Response, static (_, answer) => MockResponses.Describe(answer), answer)
            : MockResponses.Describe(answer);
        return new MockedResponse(MockResponses.AddFields(response, answer), answer.Delay);
    }

    public bool Reset(string? consumer)
    {
        if (consumer is null)
            _engine.State?.ResetAll();
        else
            _engine.State?.Reset(consumer);
        return _engine.State is not null;
    }

    private static MockEngineOptions EngineOptions(MockOptions options) => new()
    {
        Dynamic = options.Dynamic,
        Seed = options.Seed,
        ValidateRequests = options.ValidateRequests,
        Errors = options.Errors,
        Stateful = options.Stateful,
        ErrorRate = options.ErrorRate,
        Delay = Delay(options.Delay) ?? default,
        Operations = options.Operations.ToDictionary(
            o => o.Key,
            o => new MockOperationOptions { Status = o.Value.Status, Example = o.Value.Example, Delay = Delay(o.Value.Delay) },
            StringComparer.Ordinal),
    };

    private static MockDelay? Delay(DelayOptions? options) => options switch
    {
        null => null,
        { Fixed: { } duration } => MockDelay.Always(duration),
        _ => new MockDelay(options.Min ?? TimeSpan.Zero, options.Max ?? TimeSpan.Zero),
    };
}
