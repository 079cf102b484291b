using k8s.Models;
using static GatewayKit.Kubernetes.TestServer.Kinds.BuiltIn;

namespace GatewayKit.Kubernetes.TestServer.Kinds;

/// <summary>The kinds that the server has without a CRD.</summary>
internal static class BuiltInKinds
{
    public static readonly Kind Namespace = Global(typeof(V1Namespace), "ns").WithStatus() with { Fields = ["status.phase"] };

    public static readonly Kind Definition = Global(typeof(V1CustomResourceDefinition), "crd", "crds")
        .WithStatus().WithGeneration() with
    { RequiresVersion = true };

    public static readonly Kind Service = Namespaced(typeof(V1Service), "svc").WithStatus() with
    {
        CreatesOnUpdate = true,
        Fields = ["spec.clusterIP", "spec.type"],
        Columns =
        [
            new("Type", "string", ".spec.type"),
            new("Cluster-IP", "string", ".spec.clusterIP"),
            new("External-IP", "string", ".status.loadBalancer.ingress[*].ip"),
            new("Port(s)", "string", ".spec.ports[*].port"),
            Column.Age,
        ],
    };

    public static IReadOnlyList<Kind> All { get; } =
    [
        Namespace,
        Service,
        Global(typeof(V1Node), "no").WithStatus() with { Fields = ["spec.unschedulable"] },
        Namespaced(typeof(V1Pod), "po").WithStatus().WithGeneration() with
        {
            Fields = ["spec.nodeName", "spec.serviceAccountName", "status.phase", "status.podIP"],
        },
        Namespaced(typeof(V1Endpoints), "ep") with { CreatesOnUpdate = true },
        Namespaced(typeof(V1ConfigMap), "cm"),
        Namespaced(typeof(V1Secret)) with { Fields = ["type"] },
        Namespaced(typeof(V1ServiceAccount), "sa"),
        Namespaced(typeof(Corev1Event), "ev") with
        {
            CreatesOnUpdate = true,
            Fields =
            [
                "involvedObject.kind", "involvedObject.namespace", "involvedObject.name", "involvedObject.uid",
                "involvedObject.apiVersion", "involvedObject.resourceVersion", "involvedObject.fieldPath",
                "reason", "reportingComponent", "source", "type",
            ],
            Columns =
            [
                new("Last Seen", "date", ".lastTimestamp"), new("Type", "string", ".type"), new("Reason", "string", ".reason"),
                new("Object", "string", ".involvedObject.name"), new("Message", "string", ".message"),
            ],
        },
        Namespaced(typeof(Eventsv1Event)) with { CreatesOnUpdate = true, Fields = ["reason", "regarding.name", "regarding.kind", "type"] },
        Namespaced(typeof(V1Deployment), "deploy").WithStatus().WithGeneration(),
        Namespaced(typeof(V1ReplicaSet), "rs").WithStatus().WithGeneration(),
        Namespaced(typeof(V1DaemonSet), "ds").WithStatus().WithGeneration(),
        Namespaced(typeof(V1StatefulSet), "sts").WithStatus().WithGeneration(),
        Namespaced(typeof(V1Job)).WithStatus().WithGeneration(),
        Namespaced(typeof(V2HorizontalPodAutoscaler), "hpa").WithStatus(),
        Namespaced(typeof(V1PodDisruptionBudget), "pdb").WithStatus().WithGeneration(),
        Namespaced(typeof(V1Ingress), "ing").WithStatus().WithGeneration() with
        {
            Columns =
            [
                new("Class", "string", ".spec.ingressClassName"), new("Hosts", "string", ".spec.rules[*].host"),
                new("Address", "string", ".status.loadBalancer.ingress[*].ip"), Column.Age,
            ],
        },
        Global(typeof(V1IngressClass)).WithGeneration(),
        Namespaced(typeof(V1NetworkPolicy), "netpol").WithGeneration(),
        Namespaced(typeof(V1EndpointSlice)).WithGeneration(),
        Namespaced(typeof(V1Lease)) with
        {
            CreatesOnUpdate = true,
            RequiresVersion = true,
            Columns = [new("Holder", "string", ".spec.holderIdentity"), Column.Age],
        },
        Namespaced(typeof(V1Role)),
        Namespaced(typeof(V1RoleBinding)),
        Global(typeof(V1ClusterRole)),
        Global(typeof(V1ClusterRoleBinding)),
        Global(typeof(V1PriorityClass), "pc"),
        Namespaced(typeof(V1PersistentVolumeClaim), "pvc").WithStatus(),
        Namespaced(typeof(V1CronJob), "cj").WithStatus().WithGeneration(),
        Global(typeof(V1MutatingWebhookConfiguration)).WithGeneration(),
        Global(typeof(V1ValidatingWebhookConfiguration)).WithGeneration(),
        Global(typeof(V1FlowSchema)).WithStatus().WithGeneration(),
        Global(typeof(V1PriorityLevelConfiguration)).WithStatus().WithGeneration(),
        Global(typeof(V1ValidatingAdmissionPolicy)).WithStatus().WithGeneration(),
        Global(typeof(V1ValidatingAdmissionPolicyBinding)).WithGeneration(),
        Definition,
    ];
}
