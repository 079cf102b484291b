using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace GatewayKit.Cli;

/// <summary>Adds examples to the help of each command.</summary>
internal static class HelpExamples
{
    private static readonly Dictionary<string, string[]> s_byCommand = new(StringComparer.Ordinal)
    {
        ["gatewaykit"] = ["gatewaykit run -c gateway.yaml", "gatewaykit mock petstore.yaml"],
        ["gatewaykit run"] =
        [
            "gatewaykit run -c gateway.yaml --urls http://*:8080",
            "gatewaykit run -c routes.yaml -c consumers.yaml --admin-urls http://127.0.0.1:9000 --health-urls http://*:9001",
            "gatewaykit run -c gateway.yaml --plugins plugins --log-format json",
        ],
        ["gatewaykit validate"] = ["gatewaykit validate -c gateway.yaml", "gatewaykit validate -c -", "gatewaykit validate --no-env"],
        ["gatewaykit schema"] = ["gatewaykit schema", "gatewaykit schema --plugins plugins"],
        ["gatewaykit explain"] =
        [
            "gatewaykit explain GET /orders/7",
            "gatewaykit explain POST https://shop.example/orders -H \"X-Api-Key: KEY\" --json",
            "gatewaykit explain GET http://shop.example/orders/7 --kubernetes --namespaces shop",
        ],
        ["gatewaykit config"] = ["gatewaykit config export -o gateway.yaml", "gatewaykit config apply -c gateway.yaml"],
        ["gatewaykit config export"] =
        [
            "gatewaykit config export --admin http://127.0.0.1:9000 -o gateway.yaml",
            "gatewaykit config export --label team=orders",
        ],
        ["gatewaykit config diff"] =
            ["gatewaykit config diff -c gateway.yaml", "gatewaykit config diff -c orders.yaml --label team=orders"],
        ["gatewaykit config apply"] =
        [
            "gatewaykit config apply -c gateway.yaml -m \"Add the orders API\"",
            "gatewaykit config apply -c orders.yaml --label team=orders --based-on 12",
        ],
        ["gatewaykit config rollback"] =
            ["gatewaykit config rollback 12 --dry-run", "gatewaykit config rollback 12 --based-on 15 -m \"Take the new limit back\""],
        ["gatewaykit config validate"] = ["gatewaykit config validate -c gateway.yaml"],
        ["gatewaykit plan"] =
        [
            "gatewaykit plan new.yaml --traffic access.log",
            "gatewaykit plan new.yaml --traffic access.log.gz --against gateway.yaml --fail-on protected,protection-options,no-route",
        ],
        ["gatewaykit mock"] =
            ["gatewaykit mock petstore.yaml", "gatewaykit mock petstore.yaml --dynamic --seed 7 --urls http://127.0.0.1:5000"],
        ["gatewaykit import"] =
        [
            "gatewaykit import openapi petstore.yaml --upstream http://127.0.0.1:5001",
            "gatewaykit import wsdl orders.wsdl --validate",
            "gatewaykit import ingress-nginx manifests -o gateway",
        ],
        ["gatewaykit import wsdl"] =
        [
            "gatewaykit import wsdl orders.wsdl --upstream https://orders.example.com --validate",
            "gatewaykit import wsdl https://orders.example.com/orders.svc?wsdl --prefix /orders -o -",
        ],
        ["gatewaykit import grpc"] =
        [
            "gatewaykit import grpc library.pb --upstream http://127.0.0.1:5002",
            "gatewaykit import grpc http://127.0.0.1:5002 --service library.v1.Library -o -",
        ],
        ["gatewaykit import ingress-nginx"] =
        [
            "gatewaykit import ingress-nginx manifests --namespace shop -o gateway",
            "kubectl get ingresses,services,ingressclasses,configmaps -A -o yaml | gatewaykit import ingress-nginx -",
        ],
        ["gatewaykit import openapi"] =
        [
            "gatewaykit import openapi petstore.yaml --upstream http://127.0.0.1:5001 --validate",
            "gatewaykit import openapi petstore.yaml --mock -o -",
        ],
        ["gatewaykit openapi"] = ["gatewaykit openapi diff petstore.v1.yaml petstore.yaml"],
        ["gatewaykit openapi diff"] =
            ["gatewaykit openapi diff petstore.v1.yaml petstore.yaml", "gatewaykit openapi diff old.json new.json --output json"],
        ["gatewaykit kube"] = ["gatewaykit kube test k8s"],
        ["gatewaykit kube test"] =
        [
            "gatewaykit kube test k8s --request \"GET http://shop.example.com/orders\"",
            "gatewaykit kube test k8s --expect tests.yaml",
            "gatewaykit kube test k8s --serve",
        ],
        ["gatewaykit plugins"] = ["gatewaykit plugins", "gatewaykit plugins add Team.Audit --plugins plugins"],
        ["gatewaykit plugins list"] = ["gatewaykit plugins list --plugins plugins"],
        ["gatewaykit plugins add"] =
        [
            "gatewaykit plugins add Team.Audit --version 1.2.0 --plugins plugins",
            "gatewaykit plugins add ./Team.Audit.1.2.0.nupkg --plugins plugins",
        ],
        ["gatewaykit plugins remove"] = ["gatewaykit plugins remove audit --plugins plugins"],
        ["gatewaykit plugins lock"] = ["gatewaykit plugins lock --plugins plugins", "gatewaykit plugins lock --update --plugins plugins"],
        ["gatewaykit key"] = ["gatewaykit key", "gatewaykit key --prefix shop_live_ --id reports-2027"],
        ["gatewaykit hash"] = ["gatewaykit hash", "gatewaykit hash --algorithm pbkdf2-sha512 < password.txt", "gatewaykit hash --key"],
    };

    public static HelpOption Add(HelpOption option)
    {
        option.Action = new Action((SynchronousCommandLineAction)option.Action!);
        return option;
    }

    private static string PathOf(System.CommandLine.Parsing.CommandResult command)
        => command.Parent is System.CommandLine.Parsing.CommandResult parent
            ? $"{PathOf(parent)} {command.Command.Name}"
            : command.Command.Name;

    private sealed class Action(SynchronousCommandLineAction help) : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            var code = help.Invoke(parseResult);
            var output = parseResult.InvocationConfiguration.Output;
            output.WriteLine("Examples:");
            foreach (var example in s_byCommand[PathOf(parseResult.CommandResult)])
                output.WriteLine($"  {example}");
            output.WriteLine();
            return code;
        }
    }
}
