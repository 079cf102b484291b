using System.Collections.Concurrent;
using GatewayKit.OpenApi.Fixtures;
using GatewayKit.OpenApi.Http;

namespace GatewayKit.Plugins.Mock;

/// <summary>Returns recorded responses without an OpenAPI document.</summary>
internal sealed class FixtureMock(FixtureSet fixtures, MockOptions options) : IMock
{
    private readonly ConcurrentDictionary<Fixture, GatewayResponse> _prepared = new(ReferenceEqualityComparer.Instance);
    private readonly GatewayResponse _none = GatewayResponse
        .Problem(404, "No recorded exchange", "No exchange was recorded for this request.", "urn:gatewaykit:problem:nothing-recorded")
        .WithHeader(MockedResponse.Header, MockedResponse.True);

    public static FixtureMock Load(MockOptions options, PluginPlacement placement, IPluginFiles files)
        => new(Read(options.Fixtures!, placement, files), options);

    /// <summary>Reads a file of exchanges.</summary>
    /// <exception cref="PluginOptionsException">The file has errors.</exception>
    public static FixtureSet Read(string file, PluginPlacement placement, IPluginFiles files)
    {
        var path = Path.GetFullPath(placement.ResolvePath(file));
        var result = FixtureFile.Load(path);
        files.Watch(path);
        return result.Succeeded
            ? new FixtureSet(result.Fixtures)
            : throw OpenApiFiles.Rejection("fixtures", result.Errors);
    }

    public MockCall Take(GatewayContext context)
        => new(context.Route.ClusterId is null ? MockMode.Always : options.Mode) { Request = ApiRequests.Of(context.Http) };

    public MockedResponse? Answer(GatewayContext context, MockCall call)
    {
        // Recorded exchanges don't contain bodies that can't be decoded.
        if (fixtures.Find(RequestBodies.Decode(call, out _)) is not { } fixture)
            return call.Mode == MockMode.Always ? new MockedResponse(_none, TimeSpan.Zero) : null;

        var response = _prepared.GetOrAdd(fixture, static fixture => MockResponses.Describe(fixture.Response));
        return new MockedResponse(response, options.Delay?.Next() ?? TimeSpan.Zero);
    }

    public bool Reset(string? consumer) => false;
}
