using System.Collections.Concurrent;
using GatewayKit.OpenApi.Mocking.Answering;
using GatewayKit.OpenApi.Mocking.Choosing;
using GatewayKit.OpenApi.Mocking.State;
using GatewayKit.OpenApi.Validation;

namespace GatewayKit.OpenApi.Mocking;

/// <summary>
/// Responds to requests as an OpenAPI document describes: operation (404, 405), security (401), validation (415, 422), choice of a response
/// (404), media type (406), then headers and body from a collection's state, from examples or from schemas. Thread-safe.
/// </summary>
public sealed class MockEngine
{
    private static readonly MockAnswer s_noOperation = new() { Problem = MockProblems.NoOperation, IsPrepared = true };

    private readonly ConcurrentDictionary<OpenApiOperation, OperationMock> _operations = new(ReferenceEqualityComparer.Instance);
    private readonly OperationMatcher _matcher;
    private readonly MockEngineOptions _options;
    private readonly ValueSource _values;
    private readonly Chance _chance;
    private readonly ReplayedMock? _replay;

    /// <summary>Creates a mock of a document. Operations are compiled when they are first called.</summary>
    /// <param name="document">The document.</param>
    /// <param name="options">The options; <c>null</c> for the defaults.</param>
    /// <exception cref="ArgumentException">An option refers to something that the document doesn't have, or is out of its
    /// range.</exception>
    public MockEngine(OpenApiDocument document, MockEngineOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(document);
        _options = options ?? new MockEngineOptions();
        if (_options.Check(document) is [var error, ..])
            throw new ArgumentException($"{error.Option} {error.Message}.", nameof(options));

        Document = document;
        _matcher = new OperationMatcher(document);
        _values = new ValueSource(_options.Seed);
        if (_options.Stateful)
            State = new MockState(document, _values.PlainGenerator, _options.State with { Seed = _options.Seed ?? _options.State.Seed });
        _replay = _options.Fixtures is null ? null : new ReplayedMock(_options.Fixtures);
        _chance = new Chance(_options.Random ?? (_options.Seed is { } seed ? new Random(seed) : new Random()));
    }

    /// <summary>The document.</summary>
    public OpenApiDocument Document { get; }

    /// <summary>The state of its collections; <c>null</c> if the mock isn't stateful.</summary>
    public MockState? State { get; }

    /// <summary>Finds the operation of a request.</summary>
    /// <param name="method">The method, in upper case.</param>
    /// <param name="path">The path as the client wrote it.</param>
    /// <returns>The operation (that of GET for HEAD if the document doesn't declare HEAD), or the methods of the path.</returns>
    public OperationMatch Match(string method, string path) => _matcher.Match(method, path);

    /// <summary>Responds to a request. The response to HEAD equals that to GET, including the body, so that its headers can be the same
    /// (RFC 9110, section 9.3.2); the caller omits the body.</summary>
    /// <param name="request">The complete request.</param>
    public MockAnswer Answer(ApiRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Answer(request, Match(request.Method, request.Path), default);
    }

    /// <summary>Responds to a request whose operation is known.</summary>
    /// <param name="request">The complete request.</param>
    /// <param name="match">The result of <see cref="Match"/>.</param>
    /// <param name="context">Additional facts about the request.</param>
    public MockAnswer Answer(ApiRequest request, OperationMatch match, MockContext context)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (match.Operation is not { } operation)
            return match.AllowedMethods.Count == 0 ? s_noOperation : AllowedMethods.Answer(request.Method, match.AllowedMethods);
        if (request.Method == "HEAD" && operation.Method == "GET")
            request = request with { Method = "GET" };

        var mock = _operations.GetOrAdd(
            operation, static (operation, engine) => new OperationMock(operation, engine._options, engine._values), this);
        var preferences = Preferences.Read(request, operation, out request);
        if (context.Caller is null && !mock.Security.Passes(request))
            return Finish(mock.RejectUnauthorized(request, preferences), mock, preferences, isRejection: true);
        if (context.BodyProblem is { } bodyProblem && _options.ValidateRequests)
            return Finish(new MockAnswer { Operation = operation, Problem = bodyProblem }, mock, preferences, isRejection: true);

        string? warnings = null;
        RequestReading? reading = null;
        var lacksBody = context.LacksBody || context.BodyProblem is not null;
        if (_options.ValidateRequests && !lacksBody)
        {
            reading = mock.Read(request, match.PathParameters);
            if (!reading.IsValid)
                return Finish(mock.RejectInvalid(request, preferences, reading), mock, preferences, isRejection: true);
            warnings = mock.Warnings(reading);
        }

        // A request whose body isn't available can't change anything.
        Func<StateAnswer?>? state = State is null || lacksBody ? null
            : () => State.Apply(
                operation, StateRequest.Of(request, reading ?? mock.Read(request, match.PathParameters)), context.Caller ?? "");
        var answer = mock.Answer(request, preferences, _chance, _replay, state);
        if (warnings is not null)
            answer = answer with { Violations = ViolationField.Join(answer.Violations, warnings) };
        return Finish(answer, mock, preferences, isRejection: false);
    }

    /// <summary>Adds the parts that are specific to this request.</summary>
    private MockAnswer Finish(MockAnswer answer, OperationMock mock, Preferences preferences, bool isRejection)
    {
        var delay = preferences.Wait is { } wait ? Bound(TimeSpan.FromSeconds(wait.Value)) : _chance.Within(mock.Delay);
        var made = answer.Problem is null;
        var applied = preferences.Applied(
            code: made && preferences.Code?.Value == answer.Response.Status,
            example: made && !isRejection, dynamic: made && !isRejection, wait: delay > TimeSpan.Zero);
        return delay == TimeSpan.Zero && applied is null ? answer : answer with { Delay = delay, PreferenceApplied = applied };
    }

    private TimeSpan Bound(TimeSpan wait) => wait < _options.MaxWait ? wait : _options.MaxWait;
}
