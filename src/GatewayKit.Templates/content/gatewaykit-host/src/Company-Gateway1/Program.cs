using GatewayKit.Plugins.Acl;
using GatewayKit.Plugins.Anonymous;
using GatewayKit.Plugins.AspNetCoreAuth;
using GatewayKit.Plugins.Authorize;
using GatewayKit.Plugins.BasicAuth;
using GatewayKit.Plugins.BotDetection;
using GatewayKit.Plugins.CorrelationId;
using GatewayKit.Plugins.Cors;
using GatewayKit.Plugins.ForwardAuth;
using GatewayKit.Plugins.HttpSignature;
using GatewayKit.Plugins.IpRestriction;
using GatewayKit.Plugins.Jwt;
using GatewayKit.Plugins.KeyAuth;
using GatewayKit.Plugins.Mock;
using GatewayKit.Plugins.OAuth2Introspection;
using GatewayKit.Plugins.Oidc;
using GatewayKit.Plugins.Opa;
using GatewayKit.Plugins.OpenApiValidation;
using GatewayKit.Plugins.RateLimit;
using GatewayKit.Plugins.Record;
using GatewayKit.Plugins.RequestSizeLimit;
using GatewayKit.Plugins.RequestTransform;
using GatewayKit.Plugins.ResponseTransform;
using GatewayKit.Plugins.SecurityHeaders;
using GatewayKit.Plugins.UpstreamAuth;

var builder = WebApplication.CreateBuilder(args);

// Each plugin is a package of its own: add others in the same way.
builder.AddGatewayKit()
    .AddPlugin<AclPlugin>()
    .AddPlugin<AnonymousPlugin>()
    .AddPlugin<AspNetCoreAuthPlugin>()
    .AddPlugin<AuthorizePlugin>()
    .AddPlugin<BasicAuthPlugin>()
    .AddPlugin<BotDetectionPlugin>()
    .AddPlugin<CorrelationIdPlugin>()
    .AddPlugin<CorsPlugin>()
    .AddPlugin<ForwardAuthPlugin>()
    .AddPlugin<HttpSignaturePlugin>()
    .AddPlugin<IpRestrictionPlugin>()
    .AddPlugin<JwtPlugin>()
    .AddPlugin<KeyAuthPlugin>()
    .AddPlugin<MockPlugin>()
    .AddPlugin<OAuth2IntrospectionPlugin>()
    .AddPlugin<OidcPlugin>()
    .AddPlugin<OpaPlugin>()
    .AddPlugin<OpenApiValidationPlugin>()
    .AddPlugin<RateLimitPlugin>()
    .AddPlugin<RecordPlugin>()
    .AddPlugin<RequestSizeLimitPlugin>()
    .AddPlugin<RequestTransformPlugin>()
    .AddPlugin<ResponseTransformPlugin>()
    .AddPlugin<SecurityHeadersPlugin>()
    .AddPlugin<JwksPlugin>()
    .AddPlugin<UpstreamAuthPlugin>()
    .LoadPluginsFrom("plugins")
    .LoadFromFile("gateway.yaml")
    .UseAdminUrls(builder.Configuration["AdminUrls"]!.Split(';'));

var app = builder.Build();
app.UseRequestTimeouts(); // for the 'timeout' of a route
app.MapGatewayKit();
app.Run();
